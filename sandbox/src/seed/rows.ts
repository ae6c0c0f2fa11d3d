import type { TableName } from "../state/model";
import { keyColumns, tableNames, type TenantRows } from "../state/tables";
import { defaultSeed } from "./seed";

/** The tables in a JSON object, some or all. Throws, naming table and row, for an unknown table or a row without key. */
export function parseRows(value: unknown): Partial<TenantRows> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("A tenant is a JSON object of tables.");
  }
  for (const [name, rows] of Object.entries(value)) {
    const table = tableNames.find((candidate) => candidate === name);
    if (table === undefined)
      throw new TypeError(`There is no table "${name}". There are ${tableNames.join(", ")}.`);
    if (!Array.isArray(rows)) throw new TypeError(`Table "${name}" must be a list of rows.`);
    rows.forEach((row, index) => {
      checkKey(table, row, index);
    });
  }
  return value;
}

/**
 * `base` with what a seed file says differently: a row with a known key changes the fields it names, a row with a
 * new key is added, and a table given as an empty list is emptied.
 */
export function overrideRows(base: TenantRows, changes: Partial<TenantRows>): TenantRows {
  const result: Record<string, unknown[]> = { ...base };
  for (const table of tableNames) {
    const rows = changes[table];
    if (rows === undefined) continue;
    const key = keyColumns[table];
    const merged = new Map(
      rows.length === 0 ? [] : rowsOf(base, table).map((row) => [row[key] as string, row] as const),
    );
    for (const row of rows as unknown as Record<string, unknown>[]) {
      const id = row[key] as string;
      merged.set(id, { ...merged.get(id), ...row });
    }
    result[table] = [...merged.values()];
  }
  const whole = result as unknown as TenantRows;
  requireWholeRows(whole);
  return whole;
}

/** Fields of the seed's rows that have a default (see state/model.ts), so that a row can do without them. */
const withDefault: readonly string[] = [
  "certificates",
  "databaseType",
  "environmentSku",
  "federatedCredentials",
  "managementApplication",
  "orgSettings",
];

/** Throws, naming table, row and field, when a row lacks a field that the seed's rows have. */
export function requireWholeRows(rows: TenantRows): void {
  const seed = defaultSeed();
  for (const table of tableNames) {
    const fields = Object.keys(rowsOf(seed, table)[0] ?? {}).filter((field) => !withDefault.includes(field));
    for (const row of rowsOf(rows, table)) {
      const missing = fields.filter((field) => !(field in row));
      if (missing.length > 0) {
        throw new TypeError(
          `Row "${String(row[keyColumns[table]])}" of table "${table}" lacks ${missing.join(", ")}.`,
        );
      }
    }
  }
}

function rowsOf(rows: TenantRows, table: TableName): Record<string, unknown>[] {
  return rows[table] as unknown as Record<string, unknown>[];
}

function checkKey(table: TableName, row: unknown, index: number): void {
  const key = keyColumns[table];
  const id = typeof row === "object" && row !== null ? (row as Record<string, unknown>)[key] : undefined;
  if (typeof id !== "string" || id === "" || id !== id.toLowerCase()) {
    throw new TypeError(`Row ${index} of table "${table}" needs its key "${key}", a text in lower case.`);
  }
}
