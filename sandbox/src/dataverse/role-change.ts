import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import type { Role } from "../state/model";
import { badPayload, idInReference } from "./payload";
import { roles } from "./tables/roles";

/** Dataverse table reference, role: `name`, length 100. */
const longestName = 100;

/** Columns of a body that a role can be made with, and changed by (all but the business unit). */
type Columns = Pick<Role, "name" | "businessunitid" | "isinherited">;

/** A role as a request describes it, in its own business unit. Throws 0x80048d19 when name or unit is missing. */
export function newRole(roleid: string, payload: Readonly<Record<string, unknown>>, sandbox: Sandbox): Role {
  const { name, businessunitid, isinherited = 1 } = columnsOf(payload, sandbox);
  if (name === undefined) throw badPayload("roles", "'name' is required.");
  if (businessunitid === undefined) throw badPayload("roles", "'businessunitid@odata.bind' is required.");
  return {
    roleid,
    name,
    businessunitid,
    parentroleid: null,
    parentrootroleid: roleid,
    roletemplateid: null,
    ismanaged: false,
    iscustomizable: true,
    isinherited,
    versionnumber: 0,
  };
}

/** What a request changes of a role. Throws 0x80048d19 for its business unit, which stays. */
export function roleChange(
  payload: Readonly<Record<string, unknown>>,
  sandbox: Sandbox,
): Partial<Omit<Columns, "businessunitid">> {
  const { businessunitid, ...change } = columnsOf(payload, sandbox);
  if (businessunitid !== undefined)
    throw badPayload("roles", "The business unit of a role cannot be changed.");
  return change;
}

function columnsOf(payload: Readonly<Record<string, unknown>>, sandbox: Sandbox): Partial<Columns> {
  const columns: Partial<Columns> = {};
  for (const [column, value] of Object.entries(payload)) {
    if (column === "name") columns.name = asName(value);
    else if (column === "businessunitid@odata.bind")
      columns.businessunitid = idInReference(value, "businessunits", sandbox);
    else if (column === "isinherited") columns.isinherited = asInheritance(value);
    else if (!column.startsWith("@odata.")) throw refused(column);
  }
  return columns;
}

function refused(column: string): SandboxError {
  if (roles.hasColumn(column) || column.includes("@odata.bind")) {
    return new SandboxError(dataverseErrors.notCovered, [`setting '${column}' of role`]);
  }
  return badPayload(
    "roles",
    `Invalid property '${column}' was found in entity 'Microsoft.Dynamics.CRM.role'.`,
  );
}

function asName(value: unknown): string {
  if (typeof value !== "string" || value.trim() === "") throw badPayload("roles", "'name' must be a text.");
  if (value.length > longestName) throw new SandboxError(dataverseErrors.nameTooLong, [String(longestName)]);
  return value;
}

function asInheritance(value: unknown): 0 | 1 {
  if (value !== 0 && value !== 1) throw badPayload("roles", "'isinherited' must be 0 or 1.");
  return value;
}
