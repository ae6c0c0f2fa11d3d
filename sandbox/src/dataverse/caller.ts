import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { isVisible } from "./tables/system-users";
import { isMember } from "./tables/teams";

/** Fixed in every organization (Business Central's codeunit 5330 and others). */
const systemAdministratorTemplate = "627090ff-40a3-4053-8790-584edc5be201";

/** The system user behind a token. Throws 403 when there is none, or it is disabled or has no role. */
export function callerOf(request: SandboxRequest, sandbox: Sandbox): SystemUser {
  const user = request.caller && sandbox.store.systemUserByObjectId(request.caller.objectId.toLowerCase());
  if (user === undefined || !isVisible(user, sandbox)) throw new SandboxError(dataverseErrors.notAMember);
  if (user.isdisabled) throw new SandboxError(dataverseErrors.userDisabled, [user.systemuserid]);
  if (rolesOf(user, sandbox).length === 0) {
    throw new SandboxError(dataverseErrors.noRoles, [user.systemuserid]);
  }
  return user;
}

/** Role ids, those that come with teams included. */
function rolesOf(user: SystemUser, sandbox: Sandbox): string[] {
  const throughTeams = [...sandbox.store.all("teams")].filter(
    (team) => team.roles.length > 0 && isMember(user, team, sandbox),
  );
  return [...user.roles, ...throughTeams.flatMap((team) => team.roles)];
}

export function isSystemAdministrator(user: SystemUser, sandbox: Sandbox): boolean {
  return rolesOf(user, sandbox).some((roleId) => isSystemAdministratorRole(roleId, sandbox));
}

export function isSystemAdministratorRole(roleId: string, { store }: Sandbox): boolean {
  return store.get("roles", roleId)?.roletemplateid === systemAdministratorTemplate;
}

/** Privileges of other roles are not weighed: whoever writes needs System Administrator (assumed). */
export function demandPrivilege(caller: SystemUser, privilege: string, sandbox: Sandbox): void {
  if (isSystemAdministrator(caller, sandbox)) return;
  throw new SandboxError(dataverseErrors.privilegeDenied, [caller.systemuserid, privilege]);
}

/** Whether another enabled user holds System Administrator directly. */
export function hasOtherSystemAdministrator(user: SystemUser, sandbox: Sandbox): boolean {
  for (const other of sandbox.store.all("systemusers")) {
    if (other.systemuserid === user.systemuserid || other.isdisabled) continue;
    if (other.roles.some((roleId) => isSystemAdministratorRole(roleId, sandbox))) return true;
  }
  return false;
}
