import type { CheckResult } from "@bc-sales/dynamic-providers/inspect";
import type { ProgramConfig } from "@bc-sales/components/config";

/** Checks that ask for something which a stack need not tell. */
const TOLD_BY: Readonly<Record<string, keyof ProgramConfig>> = { currency: "localCurrency" };

/** A check of what the stack does not tell does not apply, where a deployment calls it unknown. Pure. */
export function withoutUntold(
  checks: readonly CheckResult[],
  config: Partial<ProgramConfig>,
): readonly CheckResult[] {
  return checks.map((check) => {
    const key = TOLD_BY[check.id];
    const untold = check.state === "unknown" && key !== undefined && config[key] === undefined;
    return untold ? { ...check, state: "not applicable" } : check;
  });
}
