/** Names by which production stacks usually go; policies that are strict in production take others by configuration. */
export const PRODUCTION = ["prod", "prod-*", "*-prod", "production", "production-*", "*-production"] as const;

/** Whether a stack's name fits one of the patterns, in which `*` stands for any text. Letter case does not count. */
export function isOneOf(stack: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "i").test(stack);
  });
}
