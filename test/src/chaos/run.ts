import { startSandbox } from "@bc-sales/sandbox";
import fc from "fast-check";
import { play } from "./play";
import { type Schedule, schedules } from "./schedule";
import { inWords } from "./words";

export interface ChaosOptions {
  /** How many schedules. */
  readonly runs: number;
  readonly seed: number;
  /** Where among the schedules of the seed to begin, as a failure names it. Default: with the first one. */
  readonly path?: string;
}

/**
 * Plays random schedules on one sandbox.
 *
 * @returns undefined when all went well; else what went wrong, the smallest schedule that shows it, and how to play
 *   it again.
 */
export async function chaos(options: ChaosOptions): Promise<string | undefined> {
  const sandbox = await startSandbox();
  try {
    const outcome = await fc.check(
      fc.asyncProperty(schedules, (schedule) => play(sandbox, schedule)),
      {
        numRuns: options.runs,
        seed: options.seed,
        ...(options.path === undefined ? {} : { path: options.path }),
      },
    );
    return outcome.failed ? reportOf(outcome) : undefined;
  } finally {
    await sandbox.close();
  }
}

function reportOf(outcome: fc.RunDetails<[Schedule]>): string {
  const { counterexample, counterexamplePath, seed, errorInstance, numRuns, numShrinks } = outcome;
  const [schedule] = counterexample ?? [];
  return [
    `Schedule ${String(numRuns)} of seed ${String(seed)} went wrong (made smaller ${String(numShrinks)} times):`,
    "",
    ...(schedule === undefined ? [] : inWords(schedule)),
    "",
    errorInstance instanceof Error ? describe(errorInstance) : String(errorInstance),
    "",
    `Again: npm run chaos -- --seed ${String(seed)} --path ${counterexamplePath ?? ""}`,
  ].join("\n");
}

/** A counterexample tells its own story; of a defect of the test the stack is needed. */
function describe(error: Error): string {
  return error.name === "CounterExample" ? error.message : (error.stack ?? error.message);
}
