import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { TableName, Tables } from "../state/model";
import type { Store } from "../state/store";
import { keyOf, tableNames } from "../state/tables";

type Row = Tables[TableName];

/** Changes a row as somebody with a database editor would: no rule is checked. Returns the new row. */
export function editRow(store: Store, tableName: string, name: string, fields: Record<string, unknown>): Row {
  const table = tableOf(tableName);
  const row = rowOf(store, table, name) as unknown as Record<string, unknown>;
  for (const field of Object.keys(fields)) {
    if (!(field in row)) {
      throw new SandboxError(adminErrors.unknownField, [table, field, Object.keys(row).join(", ")]);
    }
  }
  const merged = { ...row };
  for (const [field, value] of Object.entries(fields)) {
    const before = row[field];
    merged[field] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  if ("versionnumber" in merged) merged.versionnumber = store.nextVersion();
  const edited = merged as unknown as Row;
  store.put(table, keyOf(table, row as unknown as Row), edited);
  return edited;
}

export function deleteRow(store: Store, tableName: string, name: string): void {
  const table = tableOf(tableName);
  store.delete(table, keyOf(table, rowOf(store, table, name)));
}

function tableOf(name: string): TableName {
  const table = tableNames.find((candidate) => candidate === name);
  if (table === undefined) throw new SandboxError(adminErrors.unknownTable, [name, tableNames.join(", ")]);
  return table;
}

function rowOf(store: Store, table: TableName, name: string): Row {
  const row = store.get(table, name.toLowerCase()) ?? rowBySignInName(store, table, name);
  if (row === undefined) throw new SandboxError(adminErrors.unknownRow, [table, name]);
  return row;
}

function rowBySignInName(store: Store, table: TableName, name: string): Row | undefined {
  if (table === "users") return store.userByPrincipalName(name);
  if (table !== "systemusers") return undefined;
  for (const user of store.all("systemusers")) {
    if (user.domainname.toLowerCase() === name.toLowerCase()) return user;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
