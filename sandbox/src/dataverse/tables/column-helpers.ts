import type { Sandbox } from "../../sandbox";
import { theEnvironment } from "../../rules/entitlement";
import { guidOf } from "../../seed/guid";
import type { ColumnValue, Lookup } from "./table";

/** Columns that hold null, by name. */
export function nulls(names: string): Record<string, null> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, null]),
  );
}

/** A column of a typed row: only says to the compiler which row it is. */
export function column<Row>(value: ColumnValue<Row>): ColumnValue<Row> {
  return value;
}

/** A guid of a row that the sandbox keeps nothing about (address, mailbox …): always the same for the same row. */
export function derivedGuid(what: string, id: string): string {
  return guidOf(`${what} ${id}`);
}

export function organizationId(_row: unknown, sandbox: Sandbox): string {
  return theEnvironment(sandbox).organizationId;
}

/** When rows of the seed were made: the day of the recorded environment. */
export const seededOn = "2024-03-14T06:08:49Z";

export const businessUnitLookup: Lookup = {
  navigation: "businessunitid",
  target: "businessunit",
  nameOf: (id, { store }) => store.get("businessunits", id)?.name,
};
