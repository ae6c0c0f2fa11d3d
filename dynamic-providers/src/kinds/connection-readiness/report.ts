import type { CheckResult } from "../../readiness/check";
import type { Problem } from "../../problems";

/** What stands in the way, a line each under a headline. Empty when nothing does. */
export function readinessLines(checks: readonly CheckResult[]): string[] {
  const problems = readinessProblems(checks);
  if (problems.length === 0) return [];
  return [
    "warning: Business Central cannot use the connection yet.",
    ...problems.map(({ where, message, remedy }) => `  ${where}: ${message} ${remedy}`),
  ];
}

/** A problem for each check that failed; `where` is the check's id. */
export function readinessProblems(checks: readonly CheckResult[]): readonly Problem[] {
  return checks
    .filter(({ state }) => state === "failed")
    .map(({ id, detail, remedy }) => ({ where: id, message: detail, remedy }));
}
