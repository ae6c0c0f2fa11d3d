import type { Outcome } from "../clients/outcome";

/** All failures among the outcomes as one error, undefined when there is none. */
export function failureOf(outcomes: readonly Outcome<unknown>[]): Error | undefined {
  const errors = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const [only, ...others] = errors;
  if (only === undefined || others.length === 0) return only;
  return new AggregateError(errors, errors.map((error) => error.message).join("\n"));
}

/** Whether the operation took effect, or may have. */
export function mayHaveHappened(outcome: Outcome<unknown>): boolean {
  return outcome.ok || outcome.error.mayHaveTakenEffect;
}
