import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Navigation, Table } from "./tables/table";

/** Throws 501 for an unknown one: the sandbox does not know all navigation properties of a table, so it may be right. */
export function navigationOf(name: string, table: Table): Navigation {
  const navigation = table.navigation(name);
  if (navigation !== undefined) return navigation;
  throw new SandboxError(dataverseErrors.notCovered, [
    `the navigation property '${name}' of ${table.logicalName}`,
  ]);
}
