import type { ConfigProperty } from "../rule";

/** A list of texts in the configuration of the pack. */
export function listOf(description: string, more: ConfigProperty = {}): ConfigProperty {
  return { type: "array", items: { type: "string", minLength: 1 }, description, ...more };
}

/** Patterns of stack names, where `*` stands for any text. */
export function stackPatterns(description: string, byDefault: readonly string[]): ConfigProperty {
  return listOf(`${description} \`*\` stands for any text.`, { default: [...byDefault] });
}
