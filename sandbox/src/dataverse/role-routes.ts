import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { allowedDepths } from "../rules/depths";
import { newRolePrivileges } from "../rules/new-role";
import type { Sandbox } from "../sandbox";
import type { Role } from "../state/model";
import type { Store } from "../state/store";
import { demandPrivilege } from "./caller";
import { checkConditions, mayCreate } from "./conditions";
import { readPayload } from "./payload";
import { findRow } from "./read-routes";
import { newRole, roleChange } from "./role-change";
import { checkChangeable, checkDeletable, checkNameFree, family, refuseSolution } from "./role-rules";
import { dataverseRoute, type Call } from "./route";
import { roles } from "./tables/roles";
import type { Entity } from "./tables/table";
import { timestamp } from "./timestamp";
import { writeAnswer } from "./write-answer";

/** Roles as rows: make, rename, delete. A role has a copy in each business unit below its own. */
export const roleRoutes: readonly Route[] = [
  dataverseRoute(
    {
      method: "POST",
      path: "roles",
      evidence: "documented",
      source: "learn.microsoft.com, Dataverse Web API functions and actions sample, section 8",
    },
    (call) => create(randomUUID(), readPayload(call.request, "roles"), call),
  ),
  dataverseRoute(
    {
      method: "PATCH",
      path: "roles({id})",
      evidence: "documented",
      source: "Dataverse table reference, role; that copies are renamed with it is assumed",
    },
    patch,
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "roles({id})",
      evidence: "documented",
      source: "learn.microsoft.com, Dataverse Web API functions and actions sample; Web service error codes",
    },
    remove,
  ),
];

function create(id: string, payload: Record<string, unknown>, call: Call): SandboxResponse {
  const { sandbox, caller, request } = call;
  const { store } = sandbox;
  demandPrivilege(caller, "prvCreateRole", sandbox);
  refuseSolution(request);
  const root = { ...newRole(id, payload, sandbox), createdon: timestamp(sandbox) };
  if (store.get("businessunits", root.businessunitid) === undefined) {
    throw new SandboxError(dataverseErrors.notFound, ["businessunit", root.businessunitid]);
  }
  const made = [root, ...copiesBelow(root, root, store)];
  checkNameFree(root.name, made, store);
  saveAll(made, store);
  store.put("roleprivileges", root.roleid, { roleid: root.roleid, privileges: defaultPrivileges(store) });
  return writeAnswer(roles, root.roleid, 201, call);
}

/** Of `parent`, a role in one business unit, for the units below that. */
function copiesBelow(parent: Role, root: Role, store: Store): Role[] {
  return [...store.all("businessunits")]
    .filter((unit) => unit.parentbusinessunitid === parent.businessunitid)
    .flatMap(({ businessunitid }) => {
      const copy = { ...root, roleid: randomUUID(), businessunitid, parentroleid: parent.roleid };
      return [copy, ...copiesBelow(copy, root, store)];
    });
}

function defaultPrivileges(store: Store): { privilegeid: string; depth: "Global" }[] {
  return [...store.all("privileges")]
    .filter((privilege) => newRolePrivileges.includes(privilege.name))
    .filter((privilege) => allowedDepths(privilege).includes("Global"))
    .map(({ privilegeid }) => ({ privilegeid, depth: "Global" }));
}

function patch(call: Call): SandboxResponse {
  const { sandbox, caller, request } = call;
  demandPrivilege(caller, "prvWriteRole", sandbox);
  refuseSolution(request);
  const payload = readPayload(request, "roles");
  const id = (call.params.id ?? "").toLowerCase();
  if (sandbox.store.get("roles", id) === undefined && mayCreate(call)) return create(id, payload, call);
  const { row, role } = find(call);
  checkConditions(row, call);
  const change = roleChange(payload, sandbox);
  checkChangeable(role, dataverseErrors.systemAdministratorUpdate);
  const modifiedon = timestamp(sandbox);
  const changed = family(role, sandbox.store).map((member) => ({ ...member, ...change, modifiedon }));
  if (change.name !== undefined) checkNameFree(change.name, changed, sandbox.store);
  saveAll(changed, sandbox.store);
  return writeAnswer(roles, role.roleid, 200, call);
}

/** With its copies, and everybody loses them. */
function remove(call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  const { store } = sandbox;
  demandPrivilege(caller, "prvDeleteRole", sandbox);
  const { row, role } = find(call);
  checkConditions(row, call);
  checkDeletable(role);
  const gone = family(role, store).map(({ roleid }) => roleid);
  for (const id of gone) store.delete("roles", id);
  store.delete("roleprivileges", role.roleid);
  takeFromHolders(gone, sandbox);
  return { status: 204 };
}

function takeFromHolders(gone: readonly string[], { store }: Sandbox): void {
  const kept = (ids: readonly string[]): string[] => ids.filter((id) => !gone.includes(id));
  for (const user of store.all("systemusers")) {
    const left = kept(user.roles);
    if (left.length === user.roles.length) continue;
    store.put("systemusers", user.systemuserid, { ...user, roles: left });
  }
  for (const team of store.all("teams")) {
    const left = kept(team.roles);
    if (left.length === team.roles.length) continue;
    store.put("teams", team.teamid, { ...team, roles: left });
  }
}

function find(call: Call): { row: Entity; role: Role } {
  const row = findRow(roles, call.params.id, call);
  const role = call.sandbox.store.get("roles", row.id);
  if (role === undefined) throw new SandboxError(dataverseErrors.notFound, ["role", row.id]);
  return { row, role };
}

function saveAll(changed: readonly Role[], store: Store): void {
  for (const role of changed) {
    store.put("roles", role.roleid, { ...role, versionnumber: store.nextVersion() });
  }
}
