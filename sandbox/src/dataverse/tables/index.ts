import { businessUnits } from "./business-units";
import { organizations } from "./organizations";
import { roles } from "./roles";
import { systemUsers } from "./system-users";
import type { Table } from "./table";
import { teams } from "./teams";

/** The tables that can be read, by entity set. */
export const tables: ReadonlyMap<string, Table> = new Map(
  [systemUsers, roles, businessUnits, teams, organizations].map((table) => [table.entitySet, table]),
);
