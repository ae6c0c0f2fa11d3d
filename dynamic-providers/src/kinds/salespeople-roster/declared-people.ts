import { isUnknown, UNKNOWN } from "../../adapter/unknown";

/** What the inputs of a roster want of one person. */
export interface DeclaredPerson {
  readonly signInName: string;
  /** Names as they are given; one that is not known yet is left out. */
  readonly roles: readonly string[];
  /** SKU part numbers as they are given; one that is not known yet is left out. */
  readonly licenses: readonly string[];
}

/** The people whom the inputs of a `SalespeopleRoster` declare, as far as they are known. Takes whatever it is given. */
export function declaredPeople(inputs: { readonly people?: unknown }): readonly DeclaredPerson[] {
  const { people } = inputs;
  if (typeof people !== "object" || people === null) return [];
  return Object.entries(people as Record<string, unknown>).map(([signInName, person]) => {
    const { roles, licenses } = (isUnknown(person) ? {} : (person ?? {})) as Record<string, unknown>;
    return { signInName, roles: knownTexts(roles), licenses: knownTexts(licenses) };
  });
}

function knownTexts(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.filter((one): one is string => typeof one === "string" && one !== UNKNOWN);
}
