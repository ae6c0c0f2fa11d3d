import { dataverseErrors } from "../errors/dataverse";
import { SandboxError, type ErrorEntry } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { badPayload, idInReference, show } from "./payload";
import { plainSystemUserColumns } from "./tables/system-user-columns";
import { systemUsers } from "./tables/system-users";

/** Columns set by the service, with the code that a change of them is refused with. */
const refused: Readonly<Record<string, ErrorEntry>> = {
  azureactivedirectoryobjectid: dataverseErrors.objectIdReadOnly,
  islicensed: dataverseErrors.isLicensedReadOnly,
  issyncwithdirectory: dataverseErrors.isSyncReadOnly,
};

/** Text columns of the row itself, with their longest value (Dataverse table reference, systemuser). */
const texts = { domainname: 1024, internalemailaddress: 100, firstname: 256, lastname: 256 } as const;

const readOnlyPlainColumns = new Set([
  "address1_composite",
  "address2_composite",
  "applicationiduri",
  "createdon",
  "entityimage_timestamp",
  "entityimage_url",
  "exchangerate",
  "modifiedon",
  "overriddencreatedon",
  "traversedpath",
  "userpuid",
]);

/**
 * A row with the columns of a request's body set, each checked for itself. The rules that look at more than one
 * column or row come after (system-user-rules.ts).
 */
export function applyChange(
  row: SystemUser,
  change: Readonly<Record<string, unknown>>,
  sandbox: Sandbox,
): SystemUser {
  const changed = { ...row, columns: { ...row.columns } };
  for (const [column, value] of Object.entries(change)) setColumn(changed, column, value, sandbox);
  if (changed.firstname !== row.firstname || changed.lastname !== row.lastname) {
    changed.fullname = [changed.firstname, changed.lastname].filter(Boolean).join(" ");
  }
  return changed;
}

function setColumn(row: SystemUser, column: string, value: unknown, sandbox: Sandbox): void {
  if (column.startsWith("@odata.")) return;
  if (column.includes("@odata.bind")) {
    setLookup(row, column, value, sandbox);
    return;
  }
  const refusal = Object.hasOwn(refused, column) ? refused[column] : undefined;
  if (refusal !== undefined) throw new SandboxError(refusal);
  if (!systemUsers.hasColumn(column)) {
    throw badPayload(
      "systemusers",
      `Invalid property '${column}' was found in entity 'Microsoft.Dynamics.CRM.systemuser'.`,
    );
  }
  if (column === "accessmode") row.accessmode = asAccessMode(value);
  else if (column === "isdisabled") row.isdisabled = asBoolean(column, value);
  else if (Object.hasOwn(texts, column)) setText(row, column as keyof typeof texts, value);
  else if (Object.hasOwn(plainSystemUserColumns, column) && !isReadOnly(column)) setPlain(row, column, value);
  // Naming an id that the row has anyway changes nothing.
  else if (!((column === "systemuserid" || column === "applicationid") && isSameId(value, row[column]))) {
    throw new SandboxError(
      column === "applicationid" && row.applicationid !== null
        ? dataverseErrors.applicationUserUpdate
        : dataverseErrors.columnReadOnly,
      [column, "systemuser"],
    );
  }
}

function setLookup(row: SystemUser, column: string, value: unknown, sandbox: Sandbox): void {
  if (column !== "businessunitid@odata.bind") {
    throw new SandboxError(dataverseErrors.notCovered, [`setting '${column}' of systemuser`]);
  }
  row.businessunitid = idInReference(value, "businessunits", sandbox);
}

function setText(row: SystemUser, column: keyof typeof texts, value: unknown): void {
  if (value !== null && typeof value !== "string") throw wrongType(column, value);
  if (value !== null && value.length > texts[column]) {
    throw new SandboxError(dataverseErrors.tooLong, [column, String(texts[column]), "systemuser"]);
  }
  if (column === "domainname") {
    if (value === null) throw wrongType(column, value);
    row.domainname = value;
  } else {
    row[column] = value;
  }
}

/** Null, or the type that the column has where it has a value; which type the others have is not checked. */
function setPlain(row: SystemUser, column: string, value: unknown): void {
  const initial = plainSystemUserColumns[column];
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  if (value !== null && (!isScalar || (initial !== null && typeof value !== typeof initial))) {
    throw wrongType(column, value);
  }
  row.columns[column] = value;
}

function isReadOnly(column: string): boolean {
  return readOnlyPlainColumns.has(column) || /^_.*_value$/.test(column);
}

function isSameId(value: unknown, id: string | null): boolean {
  return typeof value === "string" ? value.toLowerCase() === id : value === id;
}

function asAccessMode(value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrongType("accessmode", value);
  if (systemUsers.label("accessmode", value) === undefined) {
    throw new SandboxError(dataverseErrors.outsideOptions, ["accessmode", String(value), "systemuser"]);
  }
  return value;
}

function asBoolean(column: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw wrongType(column, value);
  return value;
}

function wrongType(column: string, value: unknown): SandboxError {
  return badPayload("systemusers", `Cannot convert the literal '${show(value)}' to the type of '${column}'.`);
}
