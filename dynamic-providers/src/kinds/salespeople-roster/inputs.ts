import { deepEqual } from "../../adapter/equal";
import { containsUnknown } from "../../adapter/unknown";
import type { Problem } from "../../problems";
import { SYSTEM_ADMINISTRATOR } from "../../roles/well-known";
import type { RoleMode } from "../../roles/plan";
import { foldLicense } from "../../licenses/notation";
import type { Profile } from "../../roster/person";
import { foldSignInName, signInNameFault } from "../../roster/sign-in-name";
import { blankNames, missingInputs, notOneOf } from "../inputs";
import { checkOrganizationUrl } from "../organization-url";
import { checkPerson } from "./check-person";

/** What happens to somebody who is not one of the salespeople any more. */
export type Farewell = "revoke" | "disable" | "delete";

/** What is to be true of one person. */
export interface Salesperson extends Profile {
  readonly usageLocation?: string;
  /** Of the Entra account, whatever its sign-in name is. */
  readonly objectId?: string;
  /** Name of the business unit; without one a user stays where it is. */
  readonly businessUnit?: string;
  /** SKU part numbers, each with the service plans that are to be off (`licenses/notation.ts`). */
  readonly licenses: readonly string[];
  /** Display names, role template ids or role ids. */
  readonly roles: readonly string[];
  /**
   * Whether the person can use the environment. Of those who are not to, nothing else in the environment is changed.
   * Default: true.
   */
  readonly enabled?: boolean;
  /** Live only: names of the teams that the person is still to be taken into. */
  readonly teamsToJoin?: readonly string[];
  /** Live only: names of the teams that the person is still to be taken out of. */
  readonly teamsToLeave?: readonly string[];
}

/** By sign-in name in lower case. */
export type Salespeople = Readonly<Record<string, Salesperson>>;

export interface SalespeopleRosterInputs {
  readonly organizationUrl: string;
  /** Looked up from the organization URL when absent. */
  readonly environmentId?: string;
  readonly people: Salespeople;
  readonly createMissing?: boolean;
  readonly mode?: RoleMode;
  readonly forbidden?: readonly string[];
  readonly onRemoval?: Farewell;
  readonly onDestroy?: Farewell;
  readonly notThese?: readonly string[];
  /** Names of the teams that everybody is to be in. */
  readonly teams?: readonly string[];
  /** How many people may leave in one deployment. */
  readonly maxRemovals?: number;
}

export const INPUTS = [
  "organizationUrl",
  "environmentId",
  "people",
  "createMissing",
  "mode",
  "forbidden",
  "onRemoval",
  "onDestroy",
  "notThese",
  "teams",
  "maxRemovals",
] as const;

const DEFAULTS = {
  createMissing: false,
  mode: "additive",
  forbidden: [SYSTEM_ADMINISTRATOR.templateId],
  onRemoval: "revoke",
  onDestroy: "revoke",
  notThese: [],
} as const;

const FAREWELLS = ["revoke", "disable", "delete"] as const;

/** The inputs with defaults and in the spelling of the services, and what is wrong with them. */
export function checkRoster(given: SalespeopleRosterInputs): {
  readonly inputs: SalespeopleRosterInputs;
  readonly problems: readonly Problem[];
} {
  const inputs = { ...DEFAULTS, ...given };
  const missing = missingInputs<SalespeopleRosterInputs>(inputs, ["organizationUrl", "people"]);
  if (missing.length > 0) return { inputs, problems: missing };
  const organization = checkOrganizationUrl(inputs.organizationUrl);
  const people = checkPeople(inputs.people);
  return {
    inputs: { ...inputs, organizationUrl: organization.organizationUrl, people: people.people },
    problems: [
      ...organization.problems,
      ...notOneOf("mode", inputs.mode, ["additive", "authoritative"]),
      ...notOneOf("onRemoval", inputs.onRemoval, FAREWELLS),
      ...notOneOf("onDestroy", inputs.onDestroy, FAREWELLS),
      ...blankNames("forbidden", inputs.forbidden),
      ...blankNames("teams", inputs.teams),
      ...notACount("maxRemovals", inputs.maxRemovals),
      ...people.problems,
      ...excluded(inputs.people, inputs.notThese),
    ],
  };
}

/** The name of a person's input, for problems. */
export function inputOf(signInName: string, rest = ""): string {
  return `people["${signInName}"]${rest}`;
}

/** Whether two descriptions of a person ask for the same; the order and letter case of names do not count. */
export function sameWishes(left: Salesperson, right: Salesperson): boolean {
  return deepEqual(comparable(left), comparable(right));
}

function comparable({ roles, licenses, businessUnit, ...rest }: Salesperson): unknown {
  const fold = (name: string) => name.trim().normalize("NFC").toLowerCase();
  const folded = (names: readonly string[], by = fold) => [...new Set(names.map(by))].sort();
  return {
    ...rest,
    ...(businessUnit === undefined ? {} : { businessUnit: fold(businessUnit) }),
    roles: folded(roles),
    licenses: folded(licenses, foldLicense),
  };
}

function checkPeople(people: Salespeople): { people: Salespeople; problems: readonly Problem[] } {
  if (typeof people !== "object" || Array.isArray(people)) return { people, problems: unknownShape(people) };
  const checked = new Map<string, Salesperson>();
  const problems: Problem[] = [];
  for (const [signInName, given] of Object.entries(people)) {
    const key = foldSignInName(signInName);
    const { person, problems: found } = checkNamed(signInName, given);
    problems.push(...found, ...(checked.has(key) ? [twice(signInName)] : []));
    checked.set(key, person);
  }
  return { people: Object.fromEntries(checked), problems: [...problems, ...shared(checked)] };
}

/** In preview the whole of it may be unknown. */
function unknownShape(people: unknown): Problem[] {
  if (containsUnknown(people)) return [];
  const remedy = 'Use an object: { "anna@contoso.com": { displayName: "Anna", licenses: [], roles: [] } }.';
  return [{ where: "people", message: "The people are not given by sign-in name.", remedy }];
}

function checkNamed(signInName: string, given: Salesperson): { person: Salesperson; problems: Problem[] } {
  const fault = signInNameFault(signInName);
  const misnamed = fault === undefined ? [] : [{ where: inputOf(signInName), ...fault }];
  if (typeof given !== "object" || containsUnknown(given)) return { person: given, problems: misnamed };
  const { person, problems } = checkPerson(given);
  const placed = problems.map(({ where, ...rest }) => ({ where: inputOf(signInName, `.${where}`), ...rest }));
  return { person, problems: [...misnamed, ...placed] };
}

function notACount(where: string, value: unknown): Problem[] {
  if (value === undefined || containsUnknown(value)) return [];
  if (Number.isInteger(value) && (value as number) >= 0) return [];
  const remedy = "Use a whole number; 0 lets nobody leave.";
  return [{ where, message: `${JSON.stringify(value)} is no number of people.`, remedy }];
}

/** One account cannot be two people. */
function shared(people: ReadonlyMap<string, Salesperson>): Problem[] {
  const owners = new Map<string, string>();
  return [...people].flatMap(([signInName, person]) => {
    // What is unknown yet is the same text for everybody.
    const objectId = containsUnknown(person) ? undefined : person.objectId;
    const owner = owners.get(objectId ?? "");
    if (objectId !== undefined && owner === undefined) owners.set(objectId, signInName);
    if (owner === undefined) return [];
    return [
      {
        where: inputOf(signInName, ".objectId"),
        message: `${signInName} has the object id of ${owner}.`,
        remedy: "Correct one of the two, or take it out.",
      },
    ];
  });
}

function twice(signInName: string): Problem {
  return {
    where: inputOf(signInName),
    message: `${signInName} is there twice.`,
    remedy: "Take one of the two out; letter case makes no difference.",
  };
}

/** Names that are not known yet in preview are compared when they are. */
function excluded(people: Salespeople, notThese: readonly string[]): Problem[] {
  if (typeof people !== "object" || !Array.isArray(notThese)) return [];
  const names = new Set(notThese.map(foldSignInName));
  return Object.keys(people)
    .filter((signInName) => names.has(foldSignInName(signInName)))
    .map((signInName) => ({
      where: inputOf(signInName),
      message: `${signInName} is the administrator or the integration user and cannot be a salesperson besides.`,
      remedy: "Take the person out of the salespeople, or use another account.",
    }));
}
