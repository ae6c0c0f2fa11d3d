import { ADMINISTRATOR_CHECKS } from "./administrator";
import type { Check, CheckResult } from "./check";
import { ENVIRONMENT_CHECKS } from "./environment";
import type { ReadinessFacts } from "./facts";
import { INTEGRATION_USER_CHECKS } from "./integration-user";

/** All checks, in the order in which they are read. */
export const READINESS_CHECKS: readonly Check[] = [
  ...ENVIRONMENT_CHECKS,
  ...INTEGRATION_USER_CHECKS,
  ...ADMINISTRATOR_CHECKS,
];

/** What Business Central would find. */
export function evaluate(facts: ReadinessFacts): readonly CheckResult[] {
  return READINESS_CHECKS.map(({ id, title, answer }) => {
    const given = answer(facts);
    return {
      id,
      title,
      state: given.state,
      detail: given.detail ?? "",
      businessCentral: given.state === "failed" ? (given.businessCentral ?? "") : "",
      remedy: given.state === "failed" ? given.remedy : "",
    };
  });
}

/** Whether nothing is known to be in the way. What could not be found out does not count against it. */
export function isReady(results: readonly CheckResult[]): boolean {
  return results.every(({ state }) => state !== "failed");
}
