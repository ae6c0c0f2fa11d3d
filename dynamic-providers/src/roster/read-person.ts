import { counted } from "../text/list";
import { type Column, holdsSeveral } from "./columns";
import { countryCode } from "./country";
import type { PlacedFault } from "./found-problems";
import type { RosterPerson } from "./person";
import type { Row } from "./rows";
import { valueFault, valuesOf, yesOrNo } from "./values";

/** What the columns of a file hold; undefined where a heading says nothing known. */
export type Columns = readonly (Column | undefined)[];

/** The person of a row as far as the row says, and what is wrong with it. */
export function readPerson(
  row: Row,
  columns: Columns,
): { readonly person: Partial<RosterPerson>; readonly faults: readonly PlacedFault[] } {
  const values: Partial<Record<keyof RosterPerson, string | readonly string[] | boolean>> = {};
  const faults: PlacedFault[] = [];
  for (const [index, column] of columns.entries()) {
    const text = row.values[index];
    if (column === undefined || text === undefined) continue;
    const fault = valueFault(column, text);
    if (fault !== undefined) faults.push({ offset: row.offsetOf(index), fault });
    const value = valueOf(column, text);
    if (value !== undefined) values[column.property] = value;
  }
  const person = values as Partial<RosterPerson>;
  // A column of its own says more of the usage location than the address does.
  const usageLocation = countryCode(person.usageLocation ?? person.country ?? "");
  const length = lengthFault(row, columns.length);
  return {
    person: { ...person, ...(usageLocation === undefined ? {} : { usageLocation }) },
    // A comma too many or too few has moved the values, and what is said of each would only mislead.
    faults: length === undefined ? faults : [length],
  };
}

/** Undefined where a cell says nothing: a cell of separators alone says as little as a blank one. */
function valueOf(column: Column, text: string): string | readonly string[] | boolean | undefined {
  if (column.property === "enabled") return yesOrNo(text);
  const value = holdsSeveral(column) ? valuesOf(text) : text;
  return value.length > 0 ? value : undefined;
}

function lengthFault(row: Row, expected: number): PlacedFault | undefined {
  const { values } = row;
  const remedy = "Put values that contain a comma in quotes, and keep the commas of empty values.";
  if (values.length < expected) {
    const message = `The row has only ${counted(values.length, "value")} for ${counted(expected, "column")}.`;
    return { offset: row.offset, fault: { message, remedy } };
  }
  const surplus = values.findIndex((text, index) => index >= expected && text !== "");
  if (surplus === -1) return undefined;
  const message = `The row has ${counted(values.length, "value")}, and the file has ${counted(expected, "column")}.`;
  return { offset: row.offsetOf(surplus), fault: { message, remedy } };
}
