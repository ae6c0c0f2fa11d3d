import { counted, peopleOfRoster, wordList } from "@bc-sales/dynamic-providers/declared";
import { accountOf, nameOf } from "./accounts";
import type { Resource } from "./resource";
import { folded, textsOf } from "./values";

/** Something that a resource gives to an account. */
export interface Grant {
  /** Input that asks for it, e.g. `roles`. */
  readonly where: string;
  /** Sign-in name, where it is known. */
  readonly account: string;
  /** Display name, template id or id of a role; SKU part number of a licence. */
  readonly name: string;
}

/** The security roles that a resource gives, as far as they are known. */
export function rolesGivenBy(resource: Resource): Grant[] {
  return resource.kind === "RoleAssignments"
    ? givenToOne(resource, "roles")
    : givenToPeople(resource, "roles");
}

/** The licences that a resource gives, as far as they are known. */
export function licensesGivenBy(resource: Resource): Grant[] {
  return resource.kind === "LicenseAssignment"
    ? givenToOne(resource, "licenses")
    : givenToPeople(resource, "licenses");
}

function givenToOne(resource: Resource, where: "roles" | "licenses"): Grant[] {
  const account = accountOf(resource);
  const named = account === undefined ? "the account" : nameOf(account);
  return textsOf(resource.props[where]).map((name) => ({ where, account: named, name }));
}

function givenToPeople(resource: Resource, what: "roles" | "licenses"): Grant[] {
  if (resource.kind !== "SalespeopleRoster") return [];
  const people: unknown = peopleOfRoster(resource.props.people);
  if (typeof people !== "object" || people === null) return [];
  return Object.entries(people).flatMap(([signInName, person]: [string, unknown]) => {
    const lists = typeof person === "object" && person !== null ? (person as Record<string, unknown>) : {};
    return textsOf(lists[what]).map((name) => ({
      where: `people["${signInName}"].${what}`,
      account: signInName,
      name,
    }));
  });
}

/** Everybody to whom a resource gives one thing. */
export interface SharedGrant {
  /** The first input that asks for it. */
  readonly where: string;
  readonly name: string;
  /** Who is given it, as a subject with its verb: `anna@contoso.com is given`. */
  readonly whoIsGiven: string;
}

const NAMED_AT_MOST = 3;

/** Grants of the same thing together: a thousand people with one role are one violation. */
export function shared(grants: readonly Grant[]): SharedGrant[] {
  const byName = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = folded(grant.name);
    const same = byName.get(key);
    if (same === undefined) byName.set(key, [grant]);
    else same.push(grant);
  }
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ where: first.where, name: first.name, whoIsGiven: whoIsGiven(same) }];
  });
}

function whoIsGiven(grants: readonly Grant[]): string {
  const accounts = [...new Set(grants.map(({ account }) => account))];
  const others = accounts.length - NAMED_AT_MOST;
  const named = accounts.slice(0, NAMED_AT_MOST);
  const who = wordList(others > 0 ? [...named, counted(others, "other")] : named);
  return `${who} ${accounts.length === 1 ? "is" : "are"} given`;
}
