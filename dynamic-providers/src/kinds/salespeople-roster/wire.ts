import { isUnknown } from "../../adapter/unknown";
import { PartialFailure, type Reconciler } from "../../reconciler";
import type { Salespeople, SalespeopleRosterInputs, Salesperson } from "./inputs";
import { packed, type Recorded, unpacked } from "./packing";
import type { Drift, SalespeopleRosterState } from "./state";

/**
 * A roster's inputs as the engine has them. Each value that crosses to the engine costs memory and time in three
 * processes at each message, so a person is one value: a JSON text, of which Pulumi shows changes member by member.
 */
export interface WireInputs extends Omit<SalespeopleRosterInputs, "people"> {
  /** By sign-in name, each person as {@link personText} writes it. */
  readonly people: Readonly<Record<string, string>>;
}

/** A roster's state as the engine has it. */
export interface WireState extends Omit<
  SalespeopleRosterState,
  "people" | "members" | "drift" | "initialPasswords"
> {
  /** Declared people and members as JSON texts, see `packing.ts`. */
  readonly people: readonly string[];
  /** By sign-in name, a {@link Drift} as JSON text. */
  readonly drift: Readonly<Record<string, string>>;
  /** Secret. An object by sign-in name, as JSON text. */
  readonly initialPasswords: string;
}

/** One person as JSON text with members in the order of their names, so that the same person is the same text. */
export function personText(person: Salesperson): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(person).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/**
 * The people of a roster's inputs, as policies and tests find them among a resource's properties.
 *
 * @param people - what the input `people` is; what is not known yet in preview stays as it is.
 */
export function peopleOfRoster(people: unknown): Salespeople {
  if (typeof people !== "object" || people === null || Array.isArray(people)) return people as Salespeople;
  return Object.fromEntries(
    Object.entries(people).map(([signInName, person]) => [signInName, personOf(person) as Salesperson]),
  );
}

/** What is no JSON is left to the check of the inputs, which complains of it. */
function personOf(text: unknown): unknown {
  if (typeof text !== "string" || isUnknown(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The same reconciler, for the engine. */
export function onWire(
  reconciler: Reconciler<SalespeopleRosterInputs, SalespeopleRosterState>,
): Reconciler<WireInputs, WireState> {
  return {
    check(inputs) {
      const { inputs: checked, problems } = reconciler.check(fromWire(inputs));
      return { inputs: toWire(checked), problems };
    },
    preflight: async (inputs, tenant, before) =>
      (await reconciler.preflight?.(fromWire(inputs), tenant, before && fromWire(before))) ?? [],
    diff: (state, inputs) => reconciler.diff(stateFromWire(state), fromWire(inputs)),
    async create(inputs, tenant) {
      const { id, state } = await keeping(() => reconciler.create(fromWire(inputs), tenant));
      return { id, state: stateToWire(state) };
    },
    async read(id, state, tenant) {
      const found = await reconciler.read(id, stateFromWire(state), tenant);
      return found === "gone" ? found : { inputs: toWire(found.inputs), state: stateToWire(found.state) };
    },
    update: async (id, state, inputs, tenant) =>
      stateToWire(await keeping(() => reconciler.update(id, stateFromWire(state), fromWire(inputs), tenant))),
    delete: (id, state, tenant) => keeping(() => reconciler.delete(id, stateFromWire(state), tenant)),
  };
}

/** The state of a failure crosses too. */
async function keeping<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PartialFailure(error.id, stateToWire(error.state as SalespeopleRosterState), error);
  }
}

function fromWire(inputs: WireInputs): SalespeopleRosterInputs {
  return { ...inputs, people: peopleOfRoster(inputs.people) };
}

function toWire({ people, ...inputs }: SalespeopleRosterInputs): WireInputs {
  // In preview all of it may be unknown, and what is nobody's list is refused anyway.
  if (typeof people !== "object" || Array.isArray(people)) return { ...inputs, people: people as never };
  const textOf = (person: unknown) =>
    typeof person === "object" && person !== null ? personText(person as Salesperson) : (person as string);
  return { ...inputs, people: mapped(people, textOf) };
}

/** @internal */
export function stateToWire(state: SalespeopleRosterState): WireState {
  const { people, members, drift, initialPasswords, ...rest } = state;
  return {
    ...rest,
    people: packed({ people, members }),
    drift: mapped(drift, (one) => JSON.stringify(one)),
    initialPasswords: JSON.stringify(initialPasswords),
  };
}

/** @internal */
export function stateFromWire({ initialPasswords, ...state }: WireState): SalespeopleRosterState {
  return {
    ...state,
    ...recordedFromWire(state),
    initialPasswords: JSON.parse(initialPasswords) as Record<string, string>,
  };
}

/** What is recorded of everybody, and how they stand otherwise. */
export function recordedFromWire({
  people,
  drift,
}: Pick<WireState, "people" | "drift">): Recorded & Pick<SalespeopleRosterState, "drift"> {
  return { ...unpacked(people), drift: mapped(drift, (text) => JSON.parse(text) as Drift) };
}

function mapped<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
