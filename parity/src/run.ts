import { checkContract } from "./check-contract";
import type { Contract } from "./contract";
import type { Observation } from "./observations";
import type { CleanedUp } from "./target/clean-up";
import { sweep } from "./target/sweep";
import type { Target } from "./target/target";

export interface RunResult extends CleanedUp {
  readonly observations: readonly Observation[];
}

/**
 * Checks contracts one after the other, and removes what they have made: after each of them, and what they share at
 * the end, also after `signal` has stopped the run.
 *
 * @param report hears of each contract when it has been checked
 */
export async function run(
  target: Target,
  contracts: readonly Contract[],
  report: (contract: Contract, observation: Observation) => void,
  signal?: AbortSignal,
): Promise<RunResult> {
  const observations: Observation[] = [];
  const cleaned: CleanedUp[] = [];
  for (const contract of contracts) {
    target.signal = signal;
    const observation = await checkContract(contract, target);
    target.signal = undefined;
    cleaned.push(await target.cleanUp.run());
    // What was stopped half-way says nothing.
    if (signal?.aborted) break;
    observations.push(observation);
    report(contract, observation);
  }
  cleaned.push(await target.sharedCleanUp.run());
  // An answer that was lost may have left something that nobody knows of.
  cleaned.push(await sweep(target, target.prefix));
  return {
    observations,
    leftovers: cleaned.flatMap(({ leftovers }) => leftovers),
    kept: cleaned.flatMap(({ kept }) => kept),
  };
}
