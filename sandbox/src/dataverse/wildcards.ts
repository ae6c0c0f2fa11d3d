import type { Filter } from "../odata/filter";

/**
 * A filter whose text functions know the wildcards of Dataverse: `%`, `_`, `[a-f]` and `[^a-f]` (Dataverse: Filter
 * rows using OData, "Use wildcard characters"; their meaning is that of T-SQL's LIKE).
 */
export function withWildcards(filter: Filter): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { ...filter, operands: filter.operands.map(withWildcards) };
    case "not":
      return { ...filter, operand: withWildcards(filter.operand) };
    case "all":
      return { ...filter, condition: withWildcards(filter.condition) };
    case "any":
      return {
        ...filter,
        condition: filter.condition === undefined ? undefined : withWildcards(filter.condition),
      };
    case "text": {
      const { function: name, property, value } = filter;
      if (!/[%_[]/.test(value)) return filter;
      const pattern = parsePattern(
        (name === "startswith" ? "" : "%") + value + (name === "endswith" ? "" : "%"),
      );
      return { kind: "like", property, matches: (text) => matchesPattern(text, pattern) };
    }
    default:
      return filter;
  }
}

/** What stands at one place of a pattern: any number of characters, or one of a kind. */
type Piece = "any" | ((character: string) => boolean);

function parsePattern(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [text] of pattern.matchAll(/%+|_|\[\^?[^\]]+\]|[\s\S]/gu)) {
    if (text.startsWith("%")) pieces.push("any");
    else if (text === "_") pieces.push(() => true);
    else if (text.length > 1 && text.startsWith("[")) pieces.push(oneOf(text.slice(1, -1)));
    else pieces.push((character) => character === text.toLowerCase());
  }
  return pieces;
}

/** `a-f`, `abc`, or either after `^`. */
function oneOf(set: string): (character: string) => boolean {
  const isNegated = set.startsWith("^") && set.length > 1;
  const ranges = [
    ...(isNegated ? set.slice(1) : set).toLowerCase().matchAll(/([\s\S])-([\s\S])|[\s\S]/gu),
  ].map(([one, from = one, to = one]) => [from, to] as const);
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** Goes back to the last `%` only: however many there are, the time grows with the product of both lengths at most. */
function matchesPattern(text: string, pattern: readonly Piece[]): boolean {
  const characters = Array.from(text.toLowerCase());
  let [at, piece] = [0, 0];
  let [resumeAt, resumePiece] = [0, -1];
  while (at < characters.length) {
    const now = pattern[piece];
    if (now === "any") {
      [resumeAt, resumePiece] = [at, piece];
      piece += 1;
    } else if (now?.(characters[at] ?? "") === true) {
      at += 1;
      piece += 1;
    } else if (resumePiece >= 0) {
      resumeAt += 1;
      [at, piece] = [resumeAt, resumePiece + 1];
    } else {
      return false;
    }
  }
  return pattern.slice(piece).every((rest) => rest === "any");
}
