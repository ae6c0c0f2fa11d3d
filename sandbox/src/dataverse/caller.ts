import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";
import { isWider } from "../rules/depths";
import type { Sandbox } from "../sandbox";
import type { Role, SystemUser } from "../state/model";
import { privilegesOfRole, together, type Depths } from "./held-privileges";
import { isSystemAdministratorTemplate } from "./system-administrator";
import { isVisible } from "./tables/system-users";
import { isMember } from "./tables/teams";

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
  const role = store.get("roles", roleId);
  return role !== undefined && isSystemAdministratorTemplate(role);
}

/**
 * Throws 403 naming the privilege when none of the caller's roles grants it. At which depth it is granted is not
 * weighed: that depends on who owns the row. Caches do not matter here.
 */
export function demandPrivilege(caller: SystemUser, privilege: string, sandbox: Sandbox): void {
  if (isSystemAdministrator(caller, sandbox)) return;
  const held = privilegesOf(caller, sandbox);
  for (const { name, privilegeid } of sandbox.store.all("privileges")) {
    if (name === privilege && held.has(privilegeid)) return;
  }
  throw new SandboxError(dataverseErrors.privilegeDenied, [caller.systemuserid, privilege]);
}

/** Nobody assigns a role that grants more than the own roles do (Power Platform admin guide, Assign security roles). */
export function demandPrivilegesOf(role: Role, caller: SystemUser, sandbox: Sandbox): void {
  // As far as there is to reach.
  if (isSystemAdministrator(caller, sandbox)) return;
  const held = privilegesOf(caller, sandbox);
  for (const [id, depth] of privilegesOfRole(role, sandbox.store)) {
    const own = held.get(id);
    if (own !== undefined && !isWider(depth, own)) continue;
    const name = sandbox.store.get("privileges", id)?.name ?? id;
    throw new SandboxError(dataverseErrors.privilegeDenied, [caller.systemuserid, name]);
  }
}

function privilegesOf(user: SystemUser, sandbox: Sandbox): Depths {
  const roles = rolesOf(user, sandbox).flatMap((id) => sandbox.store.get("roles", id) ?? []);
  return together(roles.map((role) => privilegesOfRole(role, sandbox.store)));
}

/** Whether another enabled user holds System Administrator directly. */
export function hasOtherSystemAdministrator(user: SystemUser, sandbox: Sandbox): boolean {
  for (const other of sandbox.store.all("systemusers")) {
    if (other.systemuserid === user.systemuserid || other.isdisabled) continue;
    if (other.roles.some((roleId) => isSystemAdministratorRole(roleId, sandbox))) return true;
  }
  return false;
}
