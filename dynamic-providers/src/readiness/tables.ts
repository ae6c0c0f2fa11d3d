import type { Privilege } from "../permissions/metadata";
import type { Held } from "../permissions/shortfall";
import type { Connection, ReadinessFacts, Unreadable } from "./facts";

// Codeunit 7201 "CDS Integration Impl.", CheckEntitiesAvailability; the two tables by which codeunit 5330 tells whether
// the Sales solution is there.
const BY_EVERY_CONNECTION = ["team", "role", "systemuser", "businessunit", "account", "contact"];

/** Logical names of the tables that Business Central reads as the integration user when it tests the connection. */
export const READ_TABLES: Readonly<Record<Connection, readonly string[]>> = {
  sales: [...BY_EVERY_CONNECTION, "nav_accountstatistics", "nav_connection"],
  dataverse: [...BY_EVERY_CONNECTION, "bcbi_company"],
};

/** Which of `tables` do not exist, and which `held` does not let anybody read, at whatever level. */
export function readableTables(
  tables: readonly string[],
  privileges: ReadonlyMap<string, readonly Privilege[]>,
  held: Held,
): Exclude<ReadinessFacts["tables"], Unreadable> {
  const missing = tables.filter((table) => !privileges.has(table));
  const unreadable = tables.filter((table) => {
    const read = privileges.get(table)?.find(({ right }) => right === "Read");
    return read !== undefined && !held.has(read.privilegeId);
  });
  return { missing, unreadable };
}
