import type { Literal } from "./filter";
import { ODataSyntaxError } from "./syntax-error";

export type Token =
  /** A name, a path (`r/roleid`) or a key word. */
  | { readonly type: "word"; readonly text: string; readonly position: number }
  | { readonly type: "literal"; readonly text: string; readonly position: number; readonly literal: Literal }
  /** Text in double quotes: only the lists of Dataverse's query functions, which are JSON, know it. */
  | { readonly type: "json"; readonly text: string; readonly position: number; readonly literal: Literal }
  | { readonly type: "symbol"; readonly text: string; readonly position: number }
  | { readonly type: "end"; readonly text: ""; readonly position: number };

// Each is tried at the same place, in this order: a guid may begin like a number or like a word.
const white = /\s+/y;
const text = /'[^']*(?:''[^']*)*'/y;
const json = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy;
const guid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])/iy;
const date = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/iy;
const number = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/iy;
const word = /@?[a-z_][\w.]*(?:\/[a-z_][\w.]*)*/iy;
const symbol = /[()[\],:=]/y;

const constants: Readonly<Record<string, Literal>> = {
  null: { type: "null", value: null },
  true: { type: "boolean", value: true },
  false: { type: "boolean", value: false },
};

/** The words of a filter. Throws `ODataSyntaxError` at the first character that begins none. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(source)?.[0];
  };
  for (;;) {
    position += take(white)?.length ?? 0;
    if (position >= source.length) break;
    const token = next(take, position);
    if (token === undefined && source.charAt(position) === "'") {
      throw new ODataSyntaxError(source, source.length);
    }
    if (token === undefined) {
      throw new ODataSyntaxError(source, position, `'${source.charAt(position)}' is not expected here`);
    }
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ type: "end", text: "", position });
  return tokens;
}

function next(take: (pattern: RegExp) => string | undefined, position: number): Token | undefined {
  let found: string | undefined;
  if ((found = take(text)) !== undefined) {
    const value = found.slice(1, -1).replaceAll("''", "'");
    return { type: "literal", text: found, position, literal: { type: "string", value } };
  }
  if ((found = take(json)) !== undefined) {
    const value = JSON.parse(found) as string;
    return { type: "json", text: found, position, literal: { type: "string", value } };
  }
  if ((found = take(guid)) !== undefined) {
    return { type: "literal", text: found, position, literal: { type: "guid", value: found.toLowerCase() } };
  }
  if ((found = take(date)) !== undefined && !Number.isNaN(Date.parse(found))) {
    return { type: "literal", text: found, position, literal: { type: "date", value: found } };
  }
  if ((found = take(number)) !== undefined) {
    return { type: "literal", text: found, position, literal: { type: "number", value: Number(found) } };
  }
  if ((found = take(word)) !== undefined) {
    const literal = Object.hasOwn(constants, found) ? constants[found] : undefined;
    return literal === undefined
      ? { type: "word", text: found, position }
      : { type: "literal", text: found, position, literal };
  }
  if ((found = take(symbol)) !== undefined) return { type: "symbol", text: found, position };
  return undefined;
}
