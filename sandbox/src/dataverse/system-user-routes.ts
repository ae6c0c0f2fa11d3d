import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { nonInteractive } from "../rules/sync";
import type { Sandbox } from "../sandbox";
import type { ServicePrincipal, SystemUser } from "../state/model";
import { demandPrivilege } from "./caller";
import { badPayload, readPayload } from "./payload";
import { parsePreferences, preferenceApplied } from "./preferences";
import { etagOf } from "./project";
import { addressOf, findRow, representation } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { applyChange } from "./system-user-change";
import { applicationToCreate, checkBusinessUnit, checkDelete, checkUpdate } from "./system-user-rules";
import { systemUsers } from "./tables/system-users";

export const systemUserRoutes: readonly Route[] = [
  dataverseRoute(
    {
      method: "PATCH",
      path: "systemusers({id})",
      evidence: "documented",
      source: "learn.microsoft.com, Dataverse: Update and delete table rows; Perform conditional operations",
    },
    patch,
  ),
  dataverseRoute(
    {
      method: "POST",
      path: "systemusers",
      evidence: "assumed",
      source:
        "Dataverse table reference, systemuser: the columns are writable; the request's shape is assumed",
    },
    (call) => create(randomUUID(), readPayload(call.request, "systemusers"), call),
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "systemusers({id})",
      evidence: "documented",
      source: "Dataverse Web service error codes; Power Platform admin guide, Delete users",
    },
    remove,
  ),
];

function patch(call: Call): SandboxResponse {
  const { request, sandbox, caller } = call;
  demandPrivilege(caller, "prvWriteUser", sandbox);
  const payload = readPayload(request, "systemusers");
  const id = (call.params.id ?? "").toLowerCase();
  const existing = systemUsers.find(id, sandbox);
  // Without If-Match a PATCH of a row that does not exist makes it.
  if (existing === undefined && request.headers["if-match"] === undefined) return create(id, payload, call);
  const row = existing ?? findRow(systemUsers, id, call);
  checkConditions(etagOf(row), call);
  const before = sandbox.store.get("systemusers", id);
  if (before === undefined) throw new SandboxError(dataverseErrors.notFound, ["systemuser", id]);
  const after = applyChange(before, payload);
  checkUpdate(before, after, caller, sandbox);
  const moved = after.businessunitid !== before.businessunitid;
  save({ ...after, roles: moved ? [] : after.roles }, sandbox);
  return answer(id, 200, call);
}

function checkConditions(etag: string, { request }: Call): void {
  if (request.headers["if-none-match"] === "*") throw new SandboxError(dataverseErrors.duplicate);
  const wanted = request.headers["if-match"];
  if (wanted !== undefined && wanted !== "*" && wanted !== etag) {
    throw new SandboxError(dataverseErrors.versionMismatch);
  }
}

/** An application user: access mode Non-interactive, no licence, `#` as first name (recorded). */
function create(id: string, payload: Record<string, unknown>, call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandPrivilege(caller, "prvCreateUser", sandbox);
  const appId = applicationToCreate(payload, sandbox);
  const principal = registered(appId, sandbox);
  for (const user of sandbox.store.all("systemusers")) {
    if (user.applicationid === appId) {
      throw new SandboxError(dataverseErrors.duplicateApplicationUser, [appId]);
    }
  }
  const user = applyChange(applicationUser(id, principal, sandbox), { ...payload, applicationid: appId });
  if (user.accessmode !== nonInteractive) throw new SandboxError(dataverseErrors.applicationUserAccessMode);
  if (user.businessunitid === "") {
    throw badPayload("systemusers", "'businessunitid@odata.bind' is required.");
  }
  checkBusinessUnit(user, sandbox);
  save(user, sandbox);
  return answer(id, 201, call);
}

function registered(appId: string, { store }: Sandbox): ServicePrincipal {
  for (const principal of store.all("servicePrincipals")) if (principal.appId === appId) return principal;
  throw new SandboxError(dataverseErrors.unknownApplication);
}

function applicationUser(id: string, principal: ServicePrincipal, { store, clock }: Sandbox): SystemUser {
  const [tenant] = store.all("tenants");
  const domain = tenant?.verifiedDomains[0] ?? "";
  return {
    systemuserid: id,
    azureactivedirectoryobjectid: principal.id,
    applicationid: principal.appId,
    domainname: `${principal.appId}@${domain}`,
    internalemailaddress: `${principal.appId}@${domain}`,
    firstname: "#",
    lastname: principal.displayName,
    fullname: `# ${principal.displayName}`,
    accessmode: nonInteractive,
    islicensed: false,
    isdisabled: false,
    issyncwithdirectory: true,
    businessunitid: "",
    azurestate: 0,
    roles: [],
    visibleAt: 0,
    versionnumber: 0,
    columns: { createdon: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z") },
  };
}

function remove(call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandPrivilege(caller, "prvDeleteUser", sandbox);
  const { id } = findRow(systemUsers, call.params.id, call);
  const user = sandbox.store.get("systemusers", id);
  if (user !== undefined) checkDelete(user, sandbox);
  sandbox.store.delete("systemusers", id);
  for (const team of sandbox.store.all("teams")) {
    if (!team.members.includes(id)) continue;
    const members = team.members.filter((member) => member !== id);
    sandbox.store.put("teams", team.teamid, { ...team, members, versionnumber: sandbox.store.nextVersion() });
  }
  return { status: 204 };
}

function save(user: SystemUser, { store, clock }: Sandbox): void {
  const modifiedon = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  store.put("systemusers", user.systemuserid, {
    ...user,
    columns: { ...user.columns, modifiedon },
    versionnumber: store.nextVersion(),
  });
}

/** 204 with the row's address, or the row itself where the client prefers that. */
function answer(id: string, statusWithRow: 200 | 201, call: Call): SandboxResponse {
  const address = addressOf({ table: systemUsers, id }, call.root);
  if (!parsePreferences(call.request.headers.prefer).returnRepresentation) {
    return { status: 204, headers: { "OData-EntityId": address } };
  }
  const { headers, body } = representation(findRow(systemUsers, id, call), call);
  const applied = preferenceApplied(["return=representation", headers["Preference-Applied"]]);
  return { status: statusWithRow, headers: { ...headers, "OData-EntityId": address, ...applied }, body };
}
