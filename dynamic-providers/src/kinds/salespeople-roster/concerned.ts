import { deepEqual } from "../../adapter/equal";
import { containsUnknown } from "../../adapter/unknown";
import { type Salespeople, type SalespeopleRosterInputs, sameWishes } from "./inputs";

/** Inputs that say what holds for everybody. */
export const RULES = ["organizationUrl", "mode", "forbidden", "createMissing", "teams"] as const;

/** Those whom a deployment may change something for; everybody when a rule is another one now. */
export function changedPeople(
  { people, ...rest }: SalespeopleRosterInputs,
  before: SalespeopleRosterInputs | undefined,
): Salespeople {
  const known = Object.entries(people).filter(([, person]) => !containsUnknown(person));
  if (before === undefined || RULES.some((key) => !deepEqual(before[key], rest[key]))) {
    return Object.fromEntries(known);
  }
  return Object.fromEntries(
    known.filter(([signInName, person]) => {
      const old = before.people[signInName];
      return old === undefined || !sameWishes(old, person);
    }),
  );
}

/** Those who are not in the list any more, with what was wanted for them. */
export function leavingPeople(
  { people }: SalespeopleRosterInputs,
  before: SalespeopleRosterInputs | undefined,
): Salespeople {
  return Object.fromEntries(
    Object.entries(before?.people ?? {}).filter(([signInName]) => !(signInName in people)),
  );
}

/** Whether two lists ask for the same of the same people. */
export function samePeople(left: Salespeople, right: Salespeople): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const [a, b] = [left[name], right[name]];
      return a !== undefined && b !== undefined && sameWishes(a, b);
    })
  );
}
