import type { Problem } from "../../problems";
import type { Members } from "./find";
import { inputOf, type Salespeople } from "./inputs";
import type { Situation } from "./situation";

/**
 * Two names of the list that mean one account, as when it was renamed and the new name was added beside the old one:
 * one of the two would leave one day, and take from the other.
 *
 * @param known - what is recorded of people, which counts for those who were not looked at.
 */
export function oneAccountProblems(
  situations: readonly Situation[],
  known: Members,
  people: Salespeople,
): Problem[] {
  const looked = new Set(situations.map(({ signInName }) => signInName));
  const owners = new Map<string, string>();
  for (const [signInName, { objectId }] of Object.entries(known)) {
    if (objectId !== undefined && signInName in people && !looked.has(signInName)) {
      owners.set(objectId, signInName);
    }
  }
  return situations.flatMap(({ signInName, wanted, account }) => {
    if (wanted === undefined || account === undefined) return [];
    const owner = owners.get(account.objectId);
    if (owner === undefined) owners.set(account.objectId, signInName);
    if (owner === undefined) return [];
    return [
      {
        where: inputOf(signInName),
        message: `${owner} and ${signInName} are the same account (${account.objectId}), whose sign-in name is ${account.userPrincipalName}.`,
        remedy: "Take one of the two out.",
      },
    ];
  });
}
