/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`: names inside a sentence. "" for none. */
export function quotedList(names: readonly string[]): string {
  return wordList(names.map((name) => `"${name}"`));
}

/** `a`, `a and b`, `a, b and c`. "" for none. */
export function wordList(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/** `1 seat`, `2 seats`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${String(count)} ${count === 1 ? singular : plural}`;
}
