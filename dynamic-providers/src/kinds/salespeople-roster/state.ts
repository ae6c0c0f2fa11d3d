import { deepEqual } from "../../adapter/equal";
import { storedInputs } from "../inputs";
import type { Members } from "./find";
import { INPUTS, type Salespeople, type Salesperson, type SalespeopleRosterInputs } from "./inputs";
import type { Member } from "./situation";
import { Table, unpacked } from "./table";

/**
 * What is stored of a roster. The engine stores the inputs besides, and writes all of it at each step, so it is
 * kept small: what many people have in common is in `table` once. A refresh changes nothing but `drift`, so that
 * it shows those people who stand otherwise and nobody else.
 */
export interface SalespeopleRosterState extends Omit<SalespeopleRosterInputs, "people"> {
  /** What the program declared last, by sign-in name, packed with `table`. */
  readonly people: Readonly<Record<string, readonly number[]>>;
  /** As the last deployment left them, packed with `table`. */
  readonly members: Readonly<Record<string, StoredMember>>;
  readonly table: readonly unknown[];
  /** How people stand otherwise than `people` and `members` say. */
  readonly drift: Readonly<Record<string, Drift>>;
  /** Secret. By sign-in name, for accounts made here. */
  readonly initialPasswords: Readonly<Record<string, string>>;
}

/** How one person stands, as far as it differs. */
export interface Drift {
  /** Null for somebody who has no account. */
  readonly person?: Salesperson | null;
  /** Null for somebody who is not to be remembered any more. Never with a password. */
  readonly member?: (Omit<Member, "grantedTeams"> & Partial<Pick<Member, "grantedTeams">>) | null;
}

/** Those who stand otherwise than it is wanted, as they stand; null for somebody who has no account. */
export type LivePeople = Readonly<Record<string, Salesperson | null>>;

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
  /** Absent when there are none. */
  readonly grantedTeams?: number;
  readonly rolesInEffect: number;
}

/** The state of a roster after a deployment, and how people stand with whom something failed. */
export function stored(
  inputs: SalespeopleRosterInputs,
  members: Members,
  live: LivePeople,
): SalespeopleRosterState {
  const common = new Table();
  const people = mapped(inputs.people, (person) => common.pack(person));
  const passwords = Object.entries(members).flatMap(([signInName, { password }]) =>
    password === undefined ? [] : [[signInName, password] as const],
  );
  return {
    ...inputs,
    people,
    members: mapped(members, (member, signInName) =>
      pack(member, signInName, inputs.people[signInName]?.displayName, common),
    ),
    table: common.values,
    drift: mapped(live, (person) => ({ person })),
    initialPasswords: Object.fromEntries(passwords),
  };
}

/** The state of a roster after a refresh. */
export function refreshed(
  state: SalespeopleRosterState,
  members: Members,
  live: LivePeople,
): SalespeopleRosterState {
  const before = membersOf({ ...state, drift: {}, initialPasswords: {} });
  const names = new Set([...Object.keys(before), ...Object.keys(members), ...Object.keys(live)]);
  const drift = [...names].sort().flatMap((signInName): [string, Drift][] => {
    const person = live[signInName];
    const member = withoutPassword(members[signInName]);
    const isMoved = !deepEqual(member, before[signInName]);
    if (person === undefined && !isMoved) return [];
    return [
      [
        signInName,
        { ...(person === undefined ? {} : { person }), ...(isMoved ? { member: member ?? null } : {}) },
      ],
    ];
  });
  return { ...state, drift: Object.fromEntries(drift) };
}

function withoutPassword(member: Member | undefined): Member | undefined {
  if (member === undefined) return undefined;
  const rest: { -readonly [Key in keyof Member]: Member[Key] } = { ...member };
  delete rest.password;
  return rest;
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
    ...(member.grantedTeams.length === 0 ? {} : { grantedTeams: common.place(member.grantedTeams) }),
    rolesInEffect: common.place(member.rolesInEffect),
  };
}

/** What the state records of everybody; without passwords if there are none at hand. */
export function membersOf(
  state: Pick<SalespeopleRosterState, "members" | "table" | "people" | "drift"> &
    Partial<Pick<SalespeopleRosterState, "initialPasswords">>,
): Members {
  const people = peopleOf(state);
  const members = Object.entries(state.members).map(
    ([signInName, packed]) =>
      [signInName, unpack(packed, signInName, people[signInName]?.displayName, state.table)] as const,
  );
  const moved = Object.entries(state.drift).flatMap(([signInName, { member }]) =>
    // A state of before there were teams has none in it.
    member === undefined
      ? []
      : [[signInName, member && { ...member, grantedTeams: member.grantedTeams ?? [] }] as const],
  );
  return Object.fromEntries(
    [...new Map<string, Member | null>([...members, ...moved])].flatMap(([signInName, member]) => {
      if (member === null) return [];
      const password = state.initialPasswords?.[signInName];
      return [[signInName, password === undefined ? member : { ...member, password }]];
    }),
  );
}

function unpack(
  packed: StoredMember,
  signInName: string,
  displayName: string | undefined,
  table: readonly unknown[],
): Member {
  const list = (place: number) => table[place] as readonly string[];
  const isThere = packed.systemUserId !== undefined;
  return {
    ...(isThere ? { email: signInName } : {}),
    ...(isThere && displayName !== undefined ? { fullName: displayName } : {}),
    madeHere: false,
    broughtIn: false,
    ...packed,
    grantedRoles: list(packed.grantedRoles),
    grantedLicenses: list(packed.grantedLicenses),
    grantedTeams: packed.grantedTeams === undefined ? [] : list(packed.grantedTeams),
    rolesInEffect: list(packed.rolesInEffect),
  };
}

/** The inputs as the program declared them last. */
export function declared(state: SalespeopleRosterState): SalespeopleRosterInputs {
  const inputs = { ...state, people: peopleOf(state) };
  return storedInputs<SalespeopleRosterInputs>(inputs, INPUTS);
}

/** The people as they stand, as far as the state knows. */
export function livePeople({ drift, ...state }: SalespeopleRosterState): Salespeople {
  return Object.fromEntries(
    Object.entries(peopleOf(state)).flatMap(([signInName, person]) => {
      const live = drift[signInName]?.person;
      return live === null ? [] : [[signInName, live ?? person]];
    }),
  );
}

function peopleOf({ people, table }: Pick<SalespeopleRosterState, "people" | "table">): Salespeople {
  return mapped(people, (person) => unpacked(person, table) as unknown as Salesperson);
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
