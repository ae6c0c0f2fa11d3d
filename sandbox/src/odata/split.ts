import { ODataSyntaxError } from "./syntax-error";

/**
 * Splits at a separator that stands outside of quotes and parentheses; pieces are trimmed. Throws
 * `ODataSyntaxError` when quotes or parentheses do not match.
 */
export function splitOutside(text: string, separator: "," | ";"): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    // A doubled quote inside of quotes closes and opens them again: the same state.
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (depth < 0) throw new ODataSyntaxError(text, index, "')' has no '('");
    if (character === separator && depth === 0) {
      pieces.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  if (quoted) throw new ODataSyntaxError(text, text.length, "a quote is not closed");
  if (depth > 0) throw new ODataSyntaxError(text, text.length, "')' is expected");
  pieces.push(text.slice(start).trim());
  return pieces;
}
