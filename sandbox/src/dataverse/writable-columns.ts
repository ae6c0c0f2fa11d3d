import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import { keyPattern } from "./alternate-key";
import { badPayload, idInReference, show } from "./payload";
import { findRow } from "./read-routes";
import type { Table } from "./tables/table";

/** What a column takes. A lookup is written as `name@odata.bind` and gives the id of the row. */
export type Writable =
  | { readonly kind: "text"; readonly longest: number }
  | { readonly kind: "choice" | "boolean" | "guid" }
  | { readonly kind: "lookup"; readonly target: Table };

/**
 * The values in a request's body by column, each checked for itself: text may be null, nothing else may.
 *
 * @throws SandboxError for a column that is not in `writable`, and for a value that it does not take.
 */
export function readColumns<Column extends string>(
  { table, id }: { readonly table: Table; readonly id: string },
  payload: Readonly<Record<string, unknown>>,
  writable: Readonly<Record<Column, Writable>>,
  sandbox: Sandbox,
): Partial<Record<Column, unknown>> {
  const values: Partial<Record<Column, unknown>> = {};
  for (const [name, value] of Object.entries(payload)) {
    if (name.startsWith("@odata.")) continue;
    // Naming the id that the row has anyway changes nothing.
    if (name === table.key && typeof value === "string" && value.toLowerCase() === id) continue;
    const column = name.replace(/@odata\.bind$/, "");
    const takes = Object.hasOwn(writable, column) ? writable[column as Column] : undefined;
    if (takes === undefined || (takes.kind === "lookup") !== (column !== name)) throw refusal(name, table);
    values[column as Column] = read(column, value, takes, table, sandbox);
  }
  return values;
}

function read(column: string, value: unknown, takes: Writable, table: Table, sandbox: Sandbox): unknown {
  switch (takes.kind) {
    case "text":
      if (value !== null && typeof value !== "string") throw wrongType(column, value, table);
      if (value !== null && value.length > takes.longest) {
        throw new SandboxError(dataverseErrors.tooLong, [column, String(takes.longest), table.logicalName]);
      }
      return value;
    case "choice":
      if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType(column, value, table);
      if (table.label(column, value) === undefined) {
        throw new SandboxError(dataverseErrors.outsideOptions, [column, String(value), table.logicalName]);
      }
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw wrongType(column, value, table);
      return value;
    case "guid":
      if (typeof value === "string" && new RegExp(`^(?:${keyPattern("")})$`).test(value)) {
        return value.toLowerCase();
      }
      throw wrongType(column, value, table);
    case "lookup":
      return findRow(takes.target, idInReference(value, takes.target.entitySet, sandbox), { sandbox }).id;
  }
}

function refusal(name: string, table: Table): SandboxError {
  if (table.hasColumn(name)) {
    return new SandboxError(dataverseErrors.columnReadOnly, [name, table.logicalName]);
  }
  if (name.includes("@odata.bind") || !table.complete) {
    return new SandboxError(dataverseErrors.notCovered, [`setting '${show(name)}' of ${table.logicalName}`]);
  }
  return badPayload(
    table.entitySet,
    `Invalid property '${show(name)}' was found in entity 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  );
}

function wrongType(column: string, value: unknown, table: Table): SandboxError {
  return badPayload(
    table.entitySet,
    `Cannot convert the literal '${show(value)}' to the type of '${column}'.`,
  );
}
