import { quotedList, wordList } from "../text/list";
import { nearest } from "../text/nearest";
import { type Column, EXTRA_COLUMNS, OPTIONAL_HEADING, STANDARD_COLUMNS } from "./columns";
import type { PlacedFault } from "./found-problems";
import type { Columns } from "./read-person";
import type { Row } from "./rows";

export interface Headings {
  /** What each column of the file holds; undefined where its heading says nothing known. */
  readonly columns: Columns;
  readonly faults: readonly PlacedFault[];
}

const FORMAT =
  "Use the headings of the admin center's file (Users > Active users > Add multiple users > Download a blank CSV file).";

const ALL_COLUMNS = [...STANDARD_COLUMNS, ...EXTRA_COLUMNS];
const EXTRA_HEADINGS = quotedList(EXTRA_COLUMNS.map((column) => column.heading));

/** Reads the first row. The standard columns come first and in their order, then extra ones by name in any order. */
export function readHeadings(row: Row): Headings {
  const separator = otherSeparator(row.values);
  if (separator !== undefined) {
    const message = `The columns are separated by ${separator}.`;
    return { columns: [], faults: [at(row, 0, message, "Save the file with commas between the columns.")] };
  }
  const known = row.values.map(columnNamed);
  const absent = ALL_COLUMNS.filter(
    (column) => !known.includes(column) && column.heading !== OPTIONAL_HEADING,
  );
  const faults: PlacedFault[] = [];
  const columns = row.values.map((heading, index) => {
    const column = known[index];
    if (column !== undefined) {
      if (known.indexOf(column) === index) return column;
      faults.push(at(row, index, `The column "${heading}" is there twice.`, "Take one of the two out."));
      return undefined;
    }
    const meant = meantBy(index, row.values, absent);
    if (meant !== undefined) absent.splice(absent.indexOf(meant), 1);
    if (meant === undefined && isTrailing(row.values, index)) return undefined;
    faults.push(unknownHeading(row, index, meant));
    return meant;
  });
  const missing = absent.filter((column) => !EXTRA_COLUMNS.includes(column));
  if (missing.length > 0) faults.push(missingColumns(row, missing));
  if (faults.length === 0) faults.push(...outOfOrder(row, columns));
  return { columns, faults: faults.sort((a, b) => a.offset - b.offset) };
}

function columnNamed(heading: string): Column | undefined {
  return ALL_COLUMNS.find((column) => folded(column.heading) === folded(heading));
}

function folded(heading: string): string {
  return heading.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
}

/** The absent column whose heading is spelled like this one, or whose place this is. */
function meantBy(index: number, headings: readonly string[], absent: readonly Column[]): Column | undefined {
  const [closest] = nearest(
    headings[index] ?? "",
    absent.map((column) => column.heading),
    1,
  );
  return absent.find((column) =>
    closest === undefined ? placeOf(column, headings) === index : column.heading === closest,
  );
}

/** Where a standard column stands in a file of this one's kind; -1 for another column. */
function placeOf(column: Column, headings: readonly string[]): number {
  const hasOptional = headings.some((heading) => folded(heading) === folded(OPTIONAL_HEADING));
  return STANDARD_COLUMNS.filter((standard) => hasOptional || standard.heading !== OPTIONAL_HEADING).indexOf(
    column,
  );
}

/** Spreadsheets write empty columns after the last one that was ever used. */
function isTrailing(headings: readonly string[], index: number): boolean {
  return headings.slice(index).every((heading) => heading === "");
}

/** The name of what separates columns when it is not a comma. */
function otherSeparator([only, ...others]: readonly string[]): string | undefined {
  if (only === undefined || others.length > 0) return undefined;
  if (only.includes(";")) return "semicolons";
  return only.includes("\t") ? "tabs" : undefined;
}

function unknownHeading(row: Row, index: number, meant: Column | undefined): PlacedFault {
  const heading = row.values[index] ?? "";
  const said = heading === "" ? "This column has no heading." : `There is no column "${heading}".`;
  const possible = `After the standard columns ${EXTRA_HEADINGS} are possible.`;
  if (meant === undefined) return at(row, index, said, `Take the column out. ${possible}`);
  const format = EXTRA_COLUMNS.includes(meant) ? possible : FORMAT;
  return at(row, index, said, `Did you mean "${meant.heading}"? ${format}`);
}

function missingColumns(row: Row, missing: readonly Column[]): PlacedFault {
  const names = missing.map((column) => `"${column.heading}"`);
  const are = missing.length === 1 ? "The column" : "The columns";
  const verb = missing.length === 1 ? "is" : "are";
  return at(row, 0, `${are} ${wordList(names)} ${verb} missing.`, FORMAT);
}

/** Each column is known by now, so the first that is out of its place tells what is wrong. */
function outOfOrder(row: Row, columns: Columns): PlacedFault[] {
  const present = STANDARD_COLUMNS.filter((column) => columns.includes(column));
  const index = present.findIndex((column, position) => columns[position] !== column);
  const expected = present[index];
  if (expected === undefined) return [];
  const found = row.values[index] ?? "";
  return [
    at(
      row,
      index,
      `The column "${found}" is where "${expected.heading}" belongs.`,
      `Put the columns in the order of the admin center's file. ${FORMAT}`,
    ),
  ];
}

function at(row: Row, index: number, message: string, remedy: string): PlacedFault {
  return { offset: row.offsetOf(index), fault: { message, remedy } };
}
