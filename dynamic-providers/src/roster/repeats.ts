import type { RosterPerson } from "./person";
import { foldSignInName } from "./sign-in-name";

/** What nobody has in common with another. */
export const IDENTITIES = ["signInName", "salespersonCode", "objectId"] as const;
type Identity = (typeof IDENTITIES)[number];

/** Where somebody was named. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Whoever has been named so far, in one file or several. */
export class Named {
  readonly #first: Readonly<Record<Identity, Map<string, Place>>> = {
    signInName: new Map(),
    salespersonCode: new Map(),
    objectId: new Map(),
  };

  /** Notes what a person is known by. @returns where another had the same before. */
  add(person: Pick<Partial<RosterPerson>, Identity>, place: Place): Partial<Record<Identity, Place>> {
    const before: Partial<Record<Identity, Place>> = {};
    for (const identity of IDENTITIES) {
      const text = person[identity];
      if (text === undefined) continue;
      const first = this.#first[identity];
      const found = first.get(foldSignInName(text));
      if (found === undefined) first.set(foldSignInName(text), place);
      else before[identity] = found;
    }
    return before;
  }
}

/** Both places are named: which of the two is wrong only the reader knows. */
export function repeated(text: string, before: Place, now: Place): string {
  if (before.file === now.file) {
    return `${text} is there twice, in line ${String(before.line)} and in line ${String(now.line)}.`;
  }
  return `${text} is there twice, in ${shownPlace(before)} and in ${shownPlace(now)}.`;
}

function shownPlace({ file, line }: Place): string {
  return `${file}:${String(line)}`;
}
