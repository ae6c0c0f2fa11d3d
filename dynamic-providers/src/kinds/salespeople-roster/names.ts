import { counted, wordList } from "../../text/list";
import { inputOf } from "./inputs";

/** So many people are named before the rest is counted. */
const MOST_NAMES = 10;

/** `a`, `a and b`, `a, b and 90 more`: people inside a sentence. */
export function peopleList(signInNames: readonly string[]): string {
  const more = signInNames.length - MOST_NAMES;
  if (more <= 1) return wordList(signInNames);
  return wordList([...signInNames.slice(0, MOST_NAMES), `${String(more)} more`]);
}

/** The input of one person, or of all. */
export function placeOf(signInNames: readonly string[], rest = ""): string {
  const [only, ...others] = signInNames;
  return only === undefined || others.length > 0 ? "people" : inputOf(only, rest);
}

/** `1 person`, `2 people`. */
export function people(count: number): string {
  return counted(count, "person", "people");
}
