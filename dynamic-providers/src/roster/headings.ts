import type { Problem } from "../problems";
import { quotedList, wordList } from "../text/list";
import { nearest } from "../text/nearest";
import { type Column, EXTRA_COLUMNS, OPTIONAL_HEADING, STANDARD_COLUMNS } from "./columns";
import type { Cell, Row } from "./rows";

/** A problem at a place in the file, in bytes. */
export interface PlacedProblem extends Omit<Problem, "where"> {
  readonly offset: number;
}

export interface Headings {
  /** What each column of the file holds; undefined where its heading says nothing known. */
  readonly columns: readonly (Column | undefined)[];
  readonly problems: readonly PlacedProblem[];
}

const FORMAT =
  "Use the headings of the admin center's file (Users > Active users > Add multiple users > Download a blank CSV file).";

/** Reads the first row. The standard columns come first and in their order, then extra ones by name. */
export function readHeadings(row: Row): Headings {
  const separator = otherSeparator(row);
  if (separator !== undefined) {
    const message = `The columns are separated by ${separator}.`;
    return {
      columns: [],
      problems: [problem(row[0], message, "Save the file with commas between the columns.")],
    };
  }
  const known = row.map((cell) => columnNamed(cell.text));
  const missing = STANDARD_COLUMNS.filter(
    (column) => !known.includes(column) && column.heading !== OPTIONAL_HEADING,
  );
  const problems: PlacedProblem[] = [];
  const columns = row.map((cell, index) => {
    const column = known[index];
    if (column !== undefined) {
      if (known.indexOf(column) === index) return column;
      problems.push(problem(cell, `The column "${cell.text}" is there twice.`, "Take one of the two out."));
      return undefined;
    }
    const meant = meantBy(cell, index, row, missing);
    if (meant !== undefined) missing.splice(missing.indexOf(meant), 1);
    if (meant === undefined && isTrailing(row, index)) return undefined;
    problems.push(unknownHeading(cell, meant));
    return meant;
  });
  if (missing.length > 0) problems.push(missingColumns(row, missing));
  if (problems.length === 0) problems.push(...outOfOrder(row, columns));
  return { columns, problems };
}

function columnNamed(heading: string): Column | undefined {
  return [...STANDARD_COLUMNS, ...EXTRA_COLUMNS].find((column) => folded(column.heading) === folded(heading));
}

function folded(heading: string): string {
  return heading.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
}

/** The missing column whose heading is spelled like this one, or whose place this is. */
function meantBy(cell: Cell, index: number, row: Row, missing: readonly Column[]): Column | undefined {
  const names = missing.map((column) => column.heading);
  const [closest] = nearest(cell.text, names, 1);
  return missing.find((column) =>
    closest === undefined ? placeOf(column, row) === index : column.heading === closest,
  );
}

/** Where a standard column stands in a file of this one's kind. */
function placeOf(column: Column, row: Row): number {
  const hasOptional = row.some((cell) => folded(cell.text) === folded(OPTIONAL_HEADING));
  return STANDARD_COLUMNS.filter((standard) => hasOptional || standard.heading !== OPTIONAL_HEADING).indexOf(
    column,
  );
}

/** Spreadsheets write empty columns after the last one that was ever used. */
function isTrailing(row: Row, index: number): boolean {
  return row.slice(index).every((cell) => cell.text === "");
}

/** The name of what separates columns when it is not a comma. */
function otherSeparator(row: Row): string | undefined {
  const [only, ...others] = row;
  if (only === undefined || others.length > 0) return undefined;
  if (only.text.includes(";")) return "semicolons";
  return only.text.includes("\t") ? "tabs" : undefined;
}

function unknownHeading(cell: Cell, meant: Column | undefined): PlacedProblem {
  const said = cell.text === "" ? "This column has no heading." : `There is no column "${cell.text}".`;
  if (meant !== undefined) return problem(cell, said, `Did you mean "${meant.heading}"? ${FORMAT}`);
  const extra = quotedList(EXTRA_COLUMNS.map((column) => column.heading));
  return problem(cell, said, `Take the column out; after the standard ones only ${extra} is possible.`);
}

function missingColumns(row: Row, missing: readonly Column[]): PlacedProblem {
  const names = missing.map((column) => `"${column.heading}"`);
  const are = missing.length === 1 ? "The column" : "The columns";
  const verb = missing.length === 1 ? "is" : "are";
  return problem(row[0], `${are} ${wordList(names)} ${verb} missing.`, FORMAT);
}

/** Each column is known by now, so the first that is out of its place tells what is wrong. */
function outOfOrder(row: Row, columns: readonly (Column | undefined)[]): PlacedProblem[] {
  const present = [...STANDARD_COLUMNS, ...EXTRA_COLUMNS].filter((column) => columns.includes(column));
  const index = present.findIndex((column, position) => columns[position] !== column);
  const expected = present[index];
  if (expected === undefined) return [];
  const found = row[index]?.text ?? "";
  return [
    problem(
      row[index],
      `The column "${found}" is where "${expected.heading}" belongs.`,
      `Put the columns in the order of the admin center's file. ${FORMAT}`,
    ),
  ];
}

function problem(cell: Cell | undefined, message: string, remedy: string): PlacedProblem {
  return { offset: cell?.offset ?? 0, message, remedy };
}
