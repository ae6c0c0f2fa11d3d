import { storedInputs } from "../inputs";
import type { Members } from "./find";
import { INPUTS, type Salespeople, type Salesperson, type SalespeopleRosterInputs } from "./inputs";
import type { Member } from "./situation";
import { Table } from "./table";

/**
 * What is stored of a roster. The engine stores the inputs besides, and writes all of it at each step, so it is
 * kept small: what many people have in common is in `table` once.
 */
export interface SalespeopleRosterState extends Omit<SalespeopleRosterInputs, "people"> {
  /** What the program declared last, by sign-in name, packed with `table`. */
  readonly people: Readonly<Record<string, readonly number[]>>;
  /** People who stand otherwise than declared, as they stand; null for somebody who has no account. */
  readonly drift: Drift;
  readonly members: Readonly<Record<string, StoredMember>>;
  readonly table: readonly unknown[];
  /** Secret. By sign-in name, for accounts made here. */
  readonly initialPasswords: Readonly<Record<string, string>>;
}

export type Drift = Readonly<Record<string, Salesperson | null>>;

/** A {@link Member}: false is absent, and lists are places in the table. */
export interface StoredMember {
  readonly objectId?: string;
  readonly systemUserId?: string;
  /** Absent when it is the sign-in name. */
  readonly email?: string;
  /** Absent when it is the display name. */
  readonly fullName?: string;
  readonly madeHere?: true;
  readonly broughtIn?: true;
  readonly grantedRoles: number;
  readonly grantedLicenses: number;
  readonly rolesInEffect: number;
}

/**
 * The state of a roster.
 *
 * @param table - the one of the state before, where nothing was deployed in between: then only what has changed
 *   looks different.
 */
export function stored(
  inputs: SalespeopleRosterInputs,
  members: Members,
  drift: Drift,
  table: readonly unknown[] = [],
): SalespeopleRosterState {
  const common = new Table(table);
  const people = mapped(inputs.people, (person) => common.pack(person));
  const passwords = Object.entries(members).flatMap(([signInName, { password }]) =>
    password === undefined ? [] : [[signInName, password] as const],
  );
  return {
    ...inputs,
    people,
    drift,
    members: mapped(members, (member, signInName) =>
      pack(member, signInName, inputs.people[signInName]?.displayName, common),
    ),
    table: common.values,
    initialPasswords: Object.fromEntries(passwords),
  };
}

function pack(
  member: Member,
  signInName: string,
  displayName: string | undefined,
  common: Table,
): StoredMember {
  const { objectId, systemUserId, email, fullName, madeHere, broughtIn } = member;
  return {
    ...(objectId === undefined ? {} : { objectId }),
    ...(systemUserId === undefined ? {} : { systemUserId }),
    ...(email === undefined || email === signInName ? {} : { email }),
    ...(fullName === undefined || fullName === displayName ? {} : { fullName }),
    ...(madeHere ? { madeHere } : {}),
    ...(broughtIn ? { broughtIn } : {}),
    grantedRoles: common.place(member.grantedRoles),
    grantedLicenses: common.place(member.grantedLicenses),
    rolesInEffect: common.place(member.rolesInEffect),
  };
}

/** What the state records of everybody; without passwords if there are none at hand. */
export function membersOf(
  state: Pick<SalespeopleRosterState, "members" | "table" | "people"> &
    Partial<Pick<SalespeopleRosterState, "initialPasswords">>,
): Members {
  const people = peopleOf(state);
  const list = (place: number) => state.table[place] as readonly string[];
  return mapped(state.members, (packed, signInName): Member => {
    const displayName = people[signInName]?.displayName;
    const password = state.initialPasswords?.[signInName];
    const isThere = packed.systemUserId !== undefined;
    return {
      ...(isThere ? { email: signInName } : {}),
      ...(isThere && displayName !== undefined ? { fullName: displayName } : {}),
      madeHere: false,
      broughtIn: false,
      ...packed,
      grantedRoles: list(packed.grantedRoles),
      grantedLicenses: list(packed.grantedLicenses),
      rolesInEffect: list(packed.rolesInEffect),
      ...(password === undefined ? {} : { password }),
    };
  });
}

/** The inputs as the program declared them last. */
export function declared(state: SalespeopleRosterState): SalespeopleRosterInputs {
  const inputs = { ...state, people: peopleOf(state) };
  return storedInputs<SalespeopleRosterInputs>(inputs, INPUTS);
}

/** The people as they stand, as far as the state knows. */
export function livePeople(people: Salespeople, drift: Drift): Salespeople {
  return Object.fromEntries(
    Object.entries(people).flatMap(([signInName, person]) => {
      const live = drift[signInName];
      return live === null ? [] : [[signInName, live ?? person]];
    }),
  );
}

function peopleOf({ people, table }: Pick<SalespeopleRosterState, "people" | "table">): Salespeople {
  const common = new Table(table);
  return mapped(people, (person) => common.unpack(person) as unknown as Salesperson);
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
