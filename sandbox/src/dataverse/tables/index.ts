import { businessUnits } from "./business-units";
import { currencies } from "./currencies";
import { organizations } from "./organizations";
import { privileges } from "./privileges";
import { rolePrivileges } from "./role-privileges";
import { roles } from "./roles";
import { solutions } from "./solutions";
import { systemUsers } from "./system-users";
import type { Table } from "./table";
import { teams } from "./teams";

/** The tables that can be read, by entity set. */
export const tables: ReadonlyMap<string, Table> = new Map(
  [
    systemUsers,
    roles,
    businessUnits,
    teams,
    organizations,
    privileges,
    rolePrivileges,
    solutions,
    currencies,
  ].map((table) => [table.entitySet, table]),
);
