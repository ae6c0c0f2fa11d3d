import type { Aspect, Finding } from "./report";

/** What to do about what a deployment puts right. */
export const DEPLOY = "Deploy the stack (`pulumi up`), which puts it right.";

/** Different when there is any finding. */
export function aspect(
  name: Aspect["aspect"],
  wanted: readonly string[],
  found: readonly string[],
  findings: readonly Finding[],
): Aspect {
  return { aspect: name, state: findings.length === 0 ? "ok" : "different", wanted, found, findings };
}
