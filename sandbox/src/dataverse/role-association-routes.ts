import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { isOn } from "../rules/org-settings";
import type { Sandbox } from "../sandbox";
import type { Role, SystemUser } from "../state/model";
import {
  demandPrivilege,
  demandPrivilegesOf,
  hasOtherSystemAdministrator,
  isSystemAdministratorRole,
} from "./caller";
import { badPayload, idInReference, readPayload } from "./payload";
import { findRow } from "./read-routes";
import { dataverseRoute, type Call } from "./route";
import { roles } from "./tables/roles";
import { systemUsers } from "./tables/system-users";

const source = "learn.microsoft.com, Dataverse: Associate and disassociate table rows using the Web API";

/** Security roles of a system user: assign, and remove in both documented forms. */
export const roleAssociationRoutes: readonly Route[] = [
  dataverseRoute(
    {
      method: "POST",
      path: "systemusers({id})/systemuserroles_association/$ref",
      covers: "one role of the user's business unit",
      evidence: "documented",
      source,
    },
    (call) => {
      const payload = readPayload(call.request, "systemusers");
      if (!("@odata.id" in payload)) throw badPayload("systemusers", "'@odata.id' is required.");
      return assign(idInReference(payload["@odata.id"], "roles", call.sandbox), call);
    },
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "systemusers({id})/systemuserroles_association/$ref",
      covers: "the role in $id",
      evidence: "observed",
      source: "microsoft/terraform-provider-power-platform, api_user.go",
    },
    (call) => remove(idInReference(call.request.query.get("$id"), "roles", call.sandbox), call),
  ),
  dataverseRoute(
    {
      method: "DELETE",
      path: "systemusers({id})/systemuserroles_association({roleid})/$ref",
      evidence: "documented",
      source,
    },
    (call) => remove((call.params.roleid ?? "").toLowerCase(), call),
  ),
];

function assign(roleId: string, call: Call): SandboxResponse {
  const { sandbox, caller } = call;
  demandAssignment(call);
  const user = userOf(call);
  const role = roleOf(roleId, call);
  checkAssignment(user, role, sandbox);
  demandPrivilegesOf(role, caller, sandbox);
  saveRoles(user, [...user.roles, roleId], sandbox);
  return { status: 204 };
}

/** Power Platform admin guide, Assign security roles: Read and Assign on Security Role. */
function demandAssignment({ caller, sandbox }: Call): void {
  demandPrivilege(caller, "prvReadRole", sandbox);
  demandPrivilege(caller, "prvAssignRole", sandbox);
}

function checkAssignment(user: SystemUser, role: Role, sandbox: Sandbox): void {
  if (user.isdisabled && !isOn("AllowRoleAssignmentOnDisabledUsers", sandbox)) {
    throw new SandboxError(dataverseErrors.roleForDisabledUser, [user.systemuserid]);
  }
  const isForeign = role.businessunitid !== user.businessunitid;
  if (isForeign && !isOn("EnableOwnershipAcrossBusinessUnits", sandbox)) {
    throw new SandboxError(dataverseErrors.wrongBusinessUnit, [
      user.systemuserid,
      user.businessunitid,
      role.roleid,
      role.businessunitid,
    ]);
  }
  if (user.roles.includes(role.roleid)) throw new SandboxError(dataverseErrors.duplicate);
}

function remove(roleId: string, call: Call): SandboxResponse {
  const { sandbox } = call;
  demandAssignment(call);
  const user = userOf(call);
  if (!user.roles.includes(roleId)) {
    throw new SandboxError(dataverseErrors.roleNotAssigned, [roleId, user.systemuserid]);
  }
  if (isSystemAdministratorRole(roleId, sandbox) && !hasOtherSystemAdministrator(user, sandbox)) {
    throw new SandboxError(dataverseErrors.lastSystemAdministrator);
  }
  saveRoles(
    user,
    user.roles.filter((held) => held !== roleId),
    sandbox,
  );
  return { status: 204 };
}

function userOf(call: Call): SystemUser {
  const { id } = findRow(systemUsers, call.params.id, call);
  const user = call.sandbox.store.get("systemusers", id);
  if (user === undefined) throw new SandboxError(dataverseErrors.notFound, ["systemuser", id]);
  return user;
}

function roleOf(roleId: string, call: Call): Role {
  const role = call.sandbox.store.get("roles", findRow(roles, roleId, call).id);
  if (role === undefined) throw new SandboxError(dataverseErrors.notFound, ["role", roleId]);
  return role;
}

/** An association does not change the row: its etag stays (assumed). */
function saveRoles(user: SystemUser, roleIds: string[], { store }: Sandbox): void {
  store.put("systemusers", user.systemuserid, { ...user, roles: roleIds });
}
