import type { Contract } from "./contract";
import { Expectations } from "./expectations";
import { NotSettled } from "./not-settled";
import type { Observation } from "./observations";
import type { Target } from "./target/target";

/** Checks one contract. Never throws: a check that breaks off is not settled. */
export async function checkContract(contract: Contract, target: Target): Promise<Observation> {
  const expect = new Expectations();
  let reason: string | undefined;
  try {
    await contract.check(target, expect);
  } catch (error) {
    if (error instanceof NotSettled) reason = error.message;
    else reason = `The check failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const { findings } = expect;
  // A difference that was seen before the check broke off is one all the same.
  if (findings.some(({ same }) => !same)) {
    return { id: contract.id, outcome: "different", findings, ...(reason === undefined ? {} : { reason }) };
  }
  if (reason !== undefined) return { id: contract.id, outcome: "not settled", reason, findings };
  return { id: contract.id, outcome: "as assumed", findings };
}
