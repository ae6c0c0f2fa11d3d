import type { Problem } from "../problems";

/** One message that users can get, as data: `docs/messages.md` is made of all of them. `{name}` stands for a value. */
export interface Notice {
  /** When it comes, as a sentence. For the document only. */
  readonly when: string;
  readonly message: string;
  readonly remedy: string;
}

/** Names of the places in a text, such as `"role"` for `"{role} is unknown"`. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never;

type ValuesOf<One extends Notice> = Readonly<
  Record<Places<One["message"]> | Places<One["remedy"]>, string | number>
>;

/** Keeps the texts as types, so that {@link problem} knows which values they need. Names of notices stay for ever. */
export function notices<const All extends Readonly<Record<string, Notice>>>(all: All): All {
  return all;
}

/**
 * The problem that a notice tells of.
 *
 * @param where - as {@link Problem.where}.
 * @param values - one for each `{name}` of the notice.
 */
export function problem<One extends Notice>(notice: One, where: string, values: ValuesOf<One>): Problem {
  return { where, message: filled(notice.message, values), remedy: filled(notice.remedy, values) };
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name]));
}
