import type { Members } from "./find";
import type { Salespeople, Salesperson } from "./inputs";
import type { Member } from "./situation";

/** What the state records of everybody. */
export interface Recorded {
  /** What the program declared last. */
  readonly people: Salespeople;
  /** Without passwords. */
  readonly members: Members;
}

/**
 * Columns of the table, one row a person. In `declared` is a list of places in `values`, first that of the names of the
 * person's members, then those of their values; the columns after `broughtIn` have one place each. 0 stands
 * for what is not there, and is left out at the end of a row. An `email` that is the sign-in name and a `fullName` that is the declared
 * display name are left out.
 */
const COLUMNS = [
  "signInName",
  "declared",
  "objectId",
  "systemUserId",
  "madeHere",
  "broughtIn",
  "grantedRoles",
  "grantedLicenses",
  "grantedTeams",
  "rolesInEffect",
  "email",
  "fullName",
] as const;

const LISTS = ["grantedRoles", "grantedLicenses", "grantedTeams", "rolesInEffect"] as const;

type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, unknown>>;

/** What the rows of the table have in common: what many people have is in `values` once. */
interface Heading {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * Rows in one text. Pulumi's runtime makes of each text a list of its bytes, eight bytes each, and copies it as it grows:
 * with everybody in one text that took 60 MB for 10 000 people.
 */
const ROWS_A_TEXT = 200;

/** Everybody as JSON texts, about 200 bytes a person: the heading, then rows. */
export function packed({ people, members }: Recorded): string[] {
  const values = new Values();
  const names = new Set([...Object.keys(people), ...Object.keys(members)]);
  const rows = [...names].map((signInName) => {
    const [person, member] = [people[signInName], members[signInName]];
    const row: Row = {
      signInName,
      ...(person === undefined ? {} : { declared: values.places(person) }),
      ...(member === undefined ? {} : memberRow(member, signInName, person?.displayName, values)),
    };
    return trimmed(COLUMNS.map((column) => row[column] ?? 0));
  });
  const texts = [JSON.stringify({ columns: COLUMNS, values: values.all } satisfies Heading)];
  for (let start = 0; start < rows.length; start += ROWS_A_TEXT) {
    texts.push(JSON.stringify(rows.slice(start, start + ROWS_A_TEXT)));
  }
  return texts;
}

/** @throws SyntaxError when a text is none that {@link packed} made. */
export function unpacked([heading = "", ...texts]: readonly string[]): Recorded {
  const { columns, values } = JSON.parse(heading) as Heading;
  const rows = texts.flatMap((text) => JSON.parse(text) as unknown[][]);
  const people: [string, Salesperson][] = [];
  const members: [string, Member][] = [];
  for (const cells of rows) {
    const row = Object.fromEntries(
      columns.map((column, index) => [column, cells[index] === 0 ? undefined : cells[index]]),
    ) as Row;
    const signInName = row.signInName as string;
    const person = row.declared === undefined ? undefined : personOf(row.declared as number[], values);
    if (person !== undefined) people.push([signInName, person]);
    // A member always has its lists.
    if (row.rolesInEffect !== undefined)
      members.push([signInName, memberOf(row, signInName, person?.displayName, values)]);
  }
  return { people: Object.fromEntries(people), members: Object.fromEntries(members) };
}

function memberRow(member: Member, signInName: string, displayName: string | undefined, values: Values): Row {
  const { objectId, systemUserId, madeHere, broughtIn, email, fullName } = member;
  const lists = LISTS.map((column) => [column, values.place(member[column])] as const);
  return {
    objectId,
    systemUserId,
    madeHere: madeHere ? 1 : 0,
    broughtIn: broughtIn ? 1 : 0,
    ...Object.fromEntries(lists),
    ...(email === signInName ? {} : { email }),
    ...(fullName === displayName ? {} : { fullName }),
  };
}

function memberOf(
  row: Row,
  signInName: string,
  displayName: string | undefined,
  values: readonly unknown[],
): Member {
  const { objectId, systemUserId } = row as Partial<Record<Column, string>>;
  const list = (column: Column) =>
    row[column] === undefined ? [] : (values[row[column] as number] as string[]);
  const fullName = (row.fullName as string | undefined) ?? displayName;
  return {
    ...(objectId === undefined ? {} : { objectId }),
    ...(systemUserId === undefined
      ? {}
      : {
          systemUserId,
          email: (row.email as string | undefined) ?? signInName,
          ...(fullName === undefined ? {} : { fullName }),
        }),
    madeHere: row.madeHere !== undefined,
    broughtIn: row.broughtIn !== undefined,
    grantedRoles: list("grantedRoles"),
    grantedLicenses: list("grantedLicenses"),
    grantedTeams: list("grantedTeams"),
    rolesInEffect: list("rolesInEffect"),
  };
}

function personOf([keys, ...places]: readonly number[], values: readonly unknown[]): Salesperson {
  const names = values[keys ?? 0] as readonly string[];
  return Object.fromEntries(
    names.map((name, index) => [name, values[places[index] ?? 0]]),
  ) as unknown as Salesperson;
}

/** Without zeros at the end. */
function trimmed(cells: readonly unknown[]): readonly unknown[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== 0) + 1);
}

/** Values that many people have in common, each once; whoever has one keeps its place, from 1 on. */
class Values {
  readonly #all: unknown[] = [null];
  readonly #places = new Map<string, number>();

  get all(): readonly unknown[] {
    return this.#all;
  }

  /** The place of a JSON-like value, a new one if it has none. */
  place(value: unknown): number {
    const key = JSON.stringify(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#all.length);
    return this.#all.push(value) - 1;
  }

  /** An object as the place of the names of its members and those of their values. */
  places(object: object): number[] {
    const members = Object.entries(object).filter(([, value]) => value !== undefined);
    return [members.map(([name]) => name), ...members.map(([, value]) => value as unknown)].map((value) =>
      this.place(value),
    );
  }
}
