import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { isOn } from "../rules/org-settings";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { demandPrivilege } from "./caller";
import { checkConditions, mayCreate } from "./conditions";
import { idInPayload, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { applyChange } from "./system-user-change";
import { newSystemUser } from "./system-user-create";
import { checkDelete, checkUpdate } from "./system-user-rules";
import { systemUsers } from "./tables/system-users";
import { timestamp } from "./timestamp";
import { writeAnswer } from "./write-answer";

const updateSource =
  "learn.microsoft.com, Dataverse: Update and delete table rows; Perform conditional operations";

export const systemUserRoutes: readonly Route[] = [
  dataverseRoute(
    {
      method: "PATCH",
      path: "systemusers({id})",
      covers: "access mode with its limit, disabling and enabling, business unit, other columns; If-Match",
      evidence: "documented",
      source: updateSource,
    },
    patch,
  ),
  dataverseRoute(
    {
      method: "PUT",
      path: "systemusers({id})/{column}",
      evidence: "documented",
      source: `${updateSource}: Update a single property value`,
    },
    (call) => setColumn(readPayload(call.request, "systemusers").value, call),
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "systemusers({id})/{column}",
      evidence: "documented",
      source: `${updateSource}: Delete a single property value`,
    },
    (call) => setColumn(null, call),
  ),
  dataverseRoute(
    {
      method: "POST",
      path: "systemusers",
      covers: "application users, and people's rows, which stay disabled without a role",
      evidence: "assumed",
      source:
        "Dataverse table reference, systemuser: the columns are writable; the request's shape is assumed, and so is that a person's row stays disabled (seen by authors of clients)",
    },
    (call) => {
      const payload = readPayload(call.request, "systemusers");
      return create(idInPayload(payload, systemUsers) ?? randomUUID(), payload, call);
    },
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "systemusers({id})",
      covers: "a disabled row whose account is gone from Entra",
      evidence: "documented",
      source: "Dataverse Web service error codes; Power Platform admin guide, Delete users",
    },
    remove,
  ),
];

function patch(call: Call): SandboxResponse {
  const payload = readPayload(call.request, "systemusers");
  const id = call.params.id ?? "";
  if (systemUsers.find(id, call.sandbox) === undefined && mayCreate(call)) return create(id, payload, call);
  change(payload, call);
  return writeAnswer(systemUsers, id, 200, call);
}

function setColumn(value: unknown, call: Call): SandboxResponse {
  change({ [call.params.column ?? ""]: value ?? null }, call);
  return { status: 204 };
}

function change(payload: Readonly<Record<string, unknown>>, call: Call): void {
  const { sandbox, caller, params } = call;
  demandPrivilege(caller, "prvWriteUser", sandbox);
  checkConditions(findRow(systemUsers, params.id, call), call);
  const before = rowOf(call);
  const after = applyChange(before, payload, sandbox);
  checkUpdate(before, after, caller, sandbox);
  const losesRoles = after.businessunitid !== before.businessunitid && !keepsRoles(sandbox);
  save({ ...after, roles: losesRoles ? [] : after.roles }, sandbox);
}

/** Power Platform admin guide, Change the business unit of a user. */
function keepsRoles(sandbox: Sandbox): boolean {
  return (
    isOn("EnableOwnershipAcrossBusinessUnits", sandbox) &&
    isOn("DoNotRemoveRolesOnChangeBusinessUnit", sandbox)
  );
}

function create(id: string, payload: Readonly<Record<string, unknown>>, call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandPrivilege(caller, "prvCreateUser", sandbox);
  save(newSystemUser(id, payload, sandbox), sandbox);
  return writeAnswer(systemUsers, id, 201, call);
}

function remove(call: Call): SandboxResponse {
  const { sandbox, caller, params } = call;
  demandPrivilege(caller, "prvDeleteUser", sandbox);
  checkConditions(findRow(systemUsers, params.id, call), call);
  const user = rowOf(call);
  const id = user.systemuserid;
  checkDelete(user, sandbox);
  sandbox.store.delete("systemusers", id);
  for (const team of sandbox.store.all("teams")) {
    if (!team.members.includes(id)) continue;
    const members = team.members.filter((member) => member !== id);
    sandbox.store.put("teams", team.teamid, { ...team, members, versionnumber: sandbox.store.nextVersion() });
  }
  return { status: 204 };
}

function rowOf({ params: { id = "" }, sandbox }: Call): SystemUser {
  const row = sandbox.store.get("systemusers", id);
  if (row === undefined) throw new SandboxError(dataverseErrors.notFound, ["systemuser", id]);
  return row;
}

function save(user: SystemUser, sandbox: Sandbox): void {
  sandbox.store.put("systemusers", user.systemuserid, {
    ...user,
    columns: { ...user.columns, modifiedon: timestamp(sandbox) },
    versionnumber: sandbox.store.nextVersion(),
  });
}
