import type { SalespersonArgs } from "@bc-sales/dynamic-providers";
import { foldSignInName, type RosterPerson } from "@bc-sales/dynamic-providers/declared";

/** What is wanted of the people besides what their own entries say. */
export interface ForEverybody {
  /** Of those without a list of their own. */
  readonly roles: readonly string[];
  /** Of each person, besides the others. */
  readonly rolesForAll: readonly string[];
  /** Of those without a list of their own. */
  readonly licenses: readonly string[];
  readonly usageLocation: string | undefined;
}

/** The people and the codes of salespeople, both by sign-in name as Entra compares it. */
export function rosterPeople(list: readonly RosterPerson[], common: ForEverybody) {
  const people: Record<string, SalespersonArgs> = {};
  const salespersonCodes: Record<string, string> = {};
  for (const { signInName, salespersonCode, ...person } of list) {
    const name = foldSignInName(signInName);
    const usageLocation = person.usageLocation ?? common.usageLocation;
    people[name] = {
      ...person,
      ...(usageLocation === undefined ? {} : { usageLocation }),
      licenses: [...(person.licenses ?? common.licenses)],
      roles: [...(person.roles ?? common.roles), ...common.rolesForAll],
    };
    if (salespersonCode !== undefined) salespersonCodes[name] = salespersonCode;
  }
  return { people, salespersonCodes };
}
