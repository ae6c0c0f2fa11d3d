import { deepEqual } from "../../adapter/equal";
import { storedInputs } from "../inputs";
import type { Members } from "./find";
import { INPUTS, type Salespeople, type Salesperson, type SalespeopleRosterInputs } from "./inputs";
import type { Member } from "./situation";

/**
 * What is stored of a roster (`wire.ts` says how). A refresh changes nothing but `drift` and `isUnfinished`, so that it
 * shows those people who stand otherwise and nobody else. `people` is what the program declared last.
 */
export interface SalespeopleRosterState extends SalespeopleRosterInputs {
  /** As the last deployment left them, without passwords. */
  readonly members: Members;
  /** How people stand otherwise than `people` and `members` say. */
  readonly drift: Readonly<Record<string, Drift>>;
  /**
   * Whether `drift` is what a deployment left to be done. The engine then has the wanted people as inputs; after a
   * refresh it has them as they stand.
   */
  readonly isUnfinished?: boolean;
  /** Secret. By sign-in name, for accounts made here. */
  readonly initialPasswords: Readonly<Record<string, string>>;
}

/** How one person stands, as far as it differs. */
export interface Drift {
  /** Null for somebody who has no account. */
  readonly person?: Salesperson | null;
  /** Null for somebody who is not to be remembered any more. Never with a password. */
  readonly member?: Member | null;
}

/** Those who stand otherwise than it is wanted, as they stand; null for somebody who has no account. */
export type LivePeople = Readonly<Record<string, Salesperson | null>>;

/** The state of a roster after a deployment, and how people stand with whom something failed. */
export function stored(
  inputs: SalespeopleRosterInputs,
  members: Members,
  live: LivePeople,
): SalespeopleRosterState {
  const passwords = Object.entries(members).flatMap(([signInName, { password }]) =>
    password === undefined ? [] : [[signInName, password] as const],
  );
  return {
    ...inputs,
    members: mapped(members, withoutPassword),
    drift: mapped(live, (person) => ({ person })),
    ...(Object.keys(live).length === 0 ? {} : { isUnfinished: true }),
    initialPasswords: Object.fromEntries(passwords),
  };
}

/** The state of a roster after a refresh. */
export function refreshed(
  state: SalespeopleRosterState,
  members: Members,
  live: LivePeople,
): SalespeopleRosterState {
  const before = state.members;
  const names = new Set([...Object.keys(before), ...Object.keys(members), ...Object.keys(live)]);
  const drift = [...names].sort().flatMap((signInName): [string, Drift][] => {
    const person = live[signInName];
    const found = members[signInName];
    const member = found && withoutPassword(found);
    const isMoved = !deepEqual(member, before[signInName]);
    if (person === undefined && !isMoved) return [];
    return [
      [
        signInName,
        { ...(person === undefined ? {} : { person }), ...(isMoved ? { member: member ?? null } : {}) },
      ],
    ];
  });
  const after: { -readonly [Key in keyof SalespeopleRosterState]: SalespeopleRosterState[Key] } = {
    ...state,
    drift: Object.fromEntries(drift),
  };
  delete after.isUnfinished;
  return after;
}

function withoutPassword(member: Member): Member {
  const rest: { -readonly [Key in keyof Member]: Member[Key] } = { ...member };
  delete rest.password;
  return rest;
}

/** What the state records of everybody; without passwords if there are none at hand. */
export function membersOf(
  state: Pick<SalespeopleRosterState, "members" | "drift"> &
    Partial<Pick<SalespeopleRosterState, "initialPasswords">>,
): Members {
  const moved = Object.entries(state.drift).flatMap(([signInName, { member }]) =>
    member === undefined ? [] : [[signInName, member] as const],
  );
  return Object.fromEntries(
    [...new Map<string, Member | null>([...Object.entries(state.members), ...moved])].flatMap(
      ([signInName, member]) => {
        if (member === null) return [];
        const password = state.initialPasswords?.[signInName];
        return [[signInName, password === undefined ? member : { ...member, password }]];
      },
    ),
  );
}

/** The inputs as the program declared them last. */
export function declared(state: SalespeopleRosterState): SalespeopleRosterInputs {
  return storedInputs<SalespeopleRosterInputs>(state, INPUTS);
}

/** The people as they stand, as far as the state knows. */
export function livePeople({ people, drift }: SalespeopleRosterState): Salespeople {
  return Object.fromEntries(
    Object.entries(people).flatMap(([signInName, person]) => {
      const live = drift[signInName]?.person;
      return live === null ? [] : [[signInName, live ?? person]];
    }),
  );
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
