import type { TableName, Tables } from "./model";

/** Column that is the key of each table's rows. */
export const keyColumns = {
  tenants: "id",
  servicePrincipals: "id",
  users: "id",
  skus: "skuId",
  groups: "id",
  environments: "id",
  businessunits: "businessunitid",
  roles: "roleid",
  systemusers: "systemuserid",
  teams: "teamid",
  privileges: "privilegeid",
  roleprivileges: "roleid",
  entitydefinitions: "MetadataId",
  solutions: "solutionid",
  transactioncurrencies: "transactioncurrencyid",
} as const satisfies { [T in TableName]: keyof Tables[T] };

export const tableNames = Object.keys(keyColumns) as readonly TableName[];

/** A whole tenant as lists of rows: what a seed makes, and what export and import carry. */
export type TenantRows = { [T in TableName]: Tables[T][] };

export function keyOf<T extends TableName>(table: T, row: Tables[T]): string {
  return (row as unknown as Record<string, string>)[keyColumns[table]] ?? "";
}
