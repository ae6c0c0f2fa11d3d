import { type Problem, ProblemsError } from "../problems";
import { counted } from "../text/list";
import type { Column } from "./columns";
import { countryCode, similarCountries } from "./country";
import { type PlacedProblem, readHeadings } from "./headings";
import type { RosterPerson } from "./person";
import { Positions } from "./positions";
import { type Cell, readRows, type Row } from "./rows";
import { foldSignInName, signInNameFault } from "./sign-in-name";

export interface Roster {
  /** In the order of the file. */
  readonly people: readonly RosterPerson[];
}

/** More would scroll the first ones away. */
const MOST_PROBLEMS = 50;

/**
 * The people in a file of the Microsoft 365 admin center: comma-separated, 15 or 16 columns, headings in the
 * first row. Blank lines and blank values count for nothing; the country gives the usage location.
 *
 * @param file - as problems name it.
 * @throws ProblemsError with every problem, each `where` being `file:line:column`; the first 50 of them and
 *   how many more there are.
 */
export function parseRoster(text: string, file: string): Roster {
  const bytes = Buffer.from(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const positions = new Positions(bytes);
  const { rows, faults } = readRows(bytes, positions);
  const quoting = faults.map(({ offset, message }) => ({
    offset,
    message,
    remedy: 'Put the whole value in quotes, and write a quote inside it twice ("").',
  }));
  const { people, problems } = readPeople(
    rows.filter((row) => row.some((cell) => cell.text !== "")),
    positions,
    faults[0]?.offset,
  );
  const all = [...quoting, ...problems].sort((a, b) => a.offset - b.offset);
  if (all.length > 0) throw new ProblemsError(shown(all, positions, file));
  return { people };
}

/** @param fault - offset of the first row that could not be read, undefined when all could. */
function readPeople(
  rows: readonly Row[],
  positions: Positions,
  fault: number | undefined,
): { readonly people: readonly RosterPerson[]; readonly problems: readonly PlacedProblem[] } {
  const [first, ...others] = rows;
  const start = first?.[0]?.offset ?? 0;
  // Without the first row nobody knows what the others say.
  if (fault !== undefined && fault <= start) return { people: [], problems: [] };
  if (first === undefined) {
    return { people: [], problems: [at(undefined, "The file is empty.", "Give it headings and people.")] };
  }
  const { columns, problems } = readHeadings(first);
  if (columns.every((column) => column === undefined)) return { people: [], problems };
  const read = others.map((row) => readPerson(row, columns));
  const nobody = {
    offset: start,
    message: "The file names nobody.",
    remedy: "Add people, or declare no file.",
  };
  return {
    people: read.map(({ person }) => person),
    problems: [
      ...problems,
      ...(read.length === 0 && fault === undefined ? [nobody] : []),
      ...read.flatMap((one) => one.problems),
      ...duplicates(read, positions),
    ],
  };
}

interface ReadPerson {
  readonly person: RosterPerson;
  /** Of the sign-in name; undefined where the row has none. */
  readonly signInName: Cell | undefined;
  readonly problems: readonly PlacedProblem[];
}

function readPerson(row: Row, columns: readonly (Column | undefined)[]): ReadPerson {
  const values: Partial<Record<keyof RosterPerson, string>> = {};
  const problems: PlacedProblem[] = [];
  let signInName: Cell | undefined;
  columns.forEach((column, index) => {
    const cell = row[index];
    if (column === undefined || cell === undefined) return;
    problems.push(...valueProblems(column, cell));
    if (cell.text === "") return;
    values[column.property] = cell.text;
    if (column.property === "signInName") signInName = cell;
  });
  // A column of its own says more of the usage location than the address does.
  const usageLocation = countryCode(values.usageLocation ?? values.country ?? "");
  const length = lengthProblem(row, columns.length);
  return {
    person: { ...values, ...(usageLocation === undefined ? {} : { usageLocation }) } as RosterPerson,
    signInName,
    // A comma too many or too few has moved the values, and what is said of each would only mislead.
    problems: length === undefined ? problems : [length],
  };
}

function valueProblems(column: Column, cell: Cell): PlacedProblem[] {
  const { heading, limit, property, required } = column;
  const { text, offset } = cell;
  if (text === "") return required ? [at(cell, `The ${heading} is missing.`, "Every person needs one.")] : [];
  if (text.length > limit) {
    const length = `The ${heading} has ${String(text.length)} characters; at most ${String(limit)} are possible.`;
    return [at(cell, length, "Shorten it.")];
  }
  switch (property) {
    case "signInName": {
      const fault = signInNameFault(text);
      return fault === undefined ? [] : [{ offset, ...fault }];
    }
    case "country":
    case "usageLocation":
      return countryCode(text) === undefined ? [unknownCountry(column, cell)] : [];
    default:
      return [];
  }
}

function unknownCountry(column: Column, cell: Cell): PlacedProblem {
  const similar = similarCountries(cell.text);
  const remedy =
    similar.length === 0 ? "" : `Did you mean ${similar.map((name) => `"${name}"`).join(" or ")}? `;
  return at(
    cell,
    `"${cell.text}" is not a country (${column.heading}).`,
    `${remedy}Use the English name or the two-letter code of ISO 3166-1, or leave it blank.`,
  );
}

function lengthProblem(row: Row, expected: number): PlacedProblem | undefined {
  const surplus = row.slice(expected).find((cell) => cell.text !== "");
  const remedy = "Put values that contain a comma in quotes, and keep the commas of empty values.";
  if (surplus !== undefined) {
    const message = `The row has ${counted(row.length, "value")}, and the file has ${counted(expected, "column")}.`;
    return at(surplus, message, remedy);
  }
  if (row.length >= expected) return undefined;
  return at(
    row[0],
    `The row has only ${counted(row.length, "value")} for ${counted(expected, "column")}.`,
    remedy,
  );
}

/** Both places are named: which of the two is wrong only the reader knows. */
function duplicates(read: readonly ReadPerson[], positions: Positions): PlacedProblem[] {
  const first = new Map<string, Cell>();
  return read.flatMap(({ signInName }) => {
    if (signInName === undefined) return [];
    const key = foldSignInName(signInName.text);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, signInName);
      return [];
    }
    const lines = `in line ${String(positions.line(before.offset))} and in line ${String(positions.line(signInName.offset))}`;
    return [at(signInName, `${signInName.text} is there twice, ${lines}.`, "Take one of the two out.")];
  });
}

function at(cell: Cell | undefined, message: string, remedy: string): PlacedProblem {
  return { offset: cell?.offset ?? 0, message, remedy };
}

function shown(problems: readonly PlacedProblem[], positions: Positions, file: string): Problem[] {
  const listed = problems.slice(0, MOST_PROBLEMS).map(({ offset, message, remedy }) => ({
    where: `${file}:${positions.at(offset)}`,
    message,
    remedy,
  }));
  const more = problems.length - listed.length;
  if (more === 0) return listed;
  const rest = {
    where: file,
    message: `There are ${counted(more, "more problem")}.`,
    remedy: "Correct these first.",
  };
  return [...listed, rest];
}
