import type { Outcome } from "../clients/outcome";

/** All failures among the outcomes as one error, undefined when there is none. */
export function failureOf(outcomes: readonly Outcome<unknown>[]): Error | undefined {
  const errors = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const [only, ...others] = errors;
  if (only === undefined || others.length === 0) return only;
  return new AggregateError(errors, errors.map((error) => error.message).join("\n"));
}

/**
 * Whether the operation took effect, or may have: no answer came, or the service failed on the way. Only a
 * refusal (4xx) is certain to have changed nothing.
 */
export function mayHaveHappened(outcome: Outcome<unknown>): boolean {
  return outcome.ok || outcome.error.status < 400 || outcome.error.status >= 500;
}
