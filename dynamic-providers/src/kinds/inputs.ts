import { deepEqual } from "../adapter/equal";
import { containsUnknown } from "../adapter/unknown";
import type { Problem } from "../problems";
import type { Change } from "../reconciler";

/** A problem for each of `keys` that has no value. Programs in JavaScript can leave out what the types require. */
export function missingInputs<Inputs extends object>(
  inputs: Inputs,
  keys: readonly (keyof Inputs & string)[],
): Problem[] {
  return keys
    .filter((key) => ([undefined, null, ""] as unknown[]).includes(inputs[key]))
    .map((key) => ({ where: key, message: `${key} is missing.`, remedy: "Give it a value." }));
}

/** Those of `keys` whose wanted value is not the stored one. What is unknown yet counts as different. */
export function differing<Inputs extends object>(
  state: Partial<Inputs>,
  inputs: Inputs,
  keys: readonly (keyof Inputs & string)[],
): string[] {
  return keys.filter((key) => containsUnknown(inputs[key]) || !deepEqual(state[key], inputs[key]));
}

/**
 * Like {@link differing}, for lists of names: neither order nor letter case nor repetition makes a
 * difference; `fold` makes names that mean the same the same text.
 */
export function differingNames<Inputs extends object>(
  state: Partial<Inputs>,
  inputs: Inputs,
  keys: readonly (keyof Inputs & string)[],
  fold: (name: string) => string = (name) => name.trim().normalize("NFC").toLowerCase(),
): string[] {
  const folded = (names: unknown) => [...new Set(((names ?? []) as readonly string[]).map(fold))].sort();
  return keys.filter(
    (key) => containsUnknown(inputs[key]) || !deepEqual(folded(state[key]), folded(inputs[key])),
  );
}

/** The answer of a `diff` that found these inputs different, those of `replacing` needing another resource. */
export function changeOf(changed: readonly string[], replacing: readonly string[] = []): Change {
  const replaces = changed.filter((key) => replacing.includes(key));
  return { changed: changed.length > 0, ...(replaces.length > 0 ? { replaces } : {}) };
}

/** A list of texts, every one of which says something. */
export function blankNames(where: string, names: unknown): Problem[] {
  if (!Array.isArray(names)) return [];
  return names.flatMap((name, index) =>
    typeof name === "string" && name.trim() !== ""
      ? []
      : [
          {
            where: `${where}[${String(index)}]`,
            message: "The name is empty.",
            remedy: "Remove it, or name one.",
          },
        ],
  );
}

/** A problem when `value` is known and none of `allowed`. */
export function notOneOf(where: string, value: unknown, allowed: readonly string[]): Problem[] {
  if (containsUnknown(value) || allowed.includes(value as string)) return [];
  return [
    {
      where,
      message: `${JSON.stringify(value)} is not possible.`,
      remedy: `Use one of ${allowed.map((one) => `"${one}"`).join(", ")}.`,
    },
  ];
}

/** The inputs among what is stored, without those that have no value. */
export function storedInputs<Inputs extends object>(
  state: Inputs,
  keys: readonly (keyof Inputs & string)[],
): Inputs {
  const given = keys.filter((key) => state[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, state[key]])) as Inputs;
}
