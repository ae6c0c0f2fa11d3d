import { dataverseErrors } from "../errors/dataverse";
import { SandboxError, type ErrorEntry } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";
import type { Role } from "../state/model";
import type { Store } from "../state/store";
import { isSystemAdministratorTemplate } from "./system-administrator";

/** Throws when what a role is called or grants is fixed: System Administrator, copies, and what a solution locks. */
export function checkChangeable(
  role: Role,
  systemAdministrator: ErrorEntry = dataverseErrors.systemAdministratorFixed,
): void {
  if (isSystemAdministratorTemplate(role)) throw new SandboxError(systemAdministrator);
  if (role.parentroleid !== null) throw new SandboxError(dataverseErrors.inheritedRole);
  if (!role.iscustomizable) {
    throw new SandboxError(dataverseErrors.notCustomizable, [role.roleid, "Update"]);
  }
}

export function checkDeletable(role: Role): void {
  if (role.parentroleid !== null) throw new SandboxError(dataverseErrors.deleteInheritedRole);
  if (isSystemAdministratorTemplate(role)) {
    throw new SandboxError(dataverseErrors.systemAdministratorDelete);
  }
  if (role.ismanaged) throw new SandboxError(dataverseErrors.deleteManaged, [role.roleid]);
}

/** Throws when another role of one of the business units has the name, in any case. */
export function checkNameFree(name: string, roles: readonly Role[], store: Store): void {
  const units = new Set(roles.map((role) => role.businessunitid));
  const own = new Set(roles.map((role) => role.roleid));
  for (const other of store.all("roles")) {
    const isSame = other.name.toLowerCase() === name.toLowerCase() && units.has(other.businessunitid);
    if (isSame && !own.has(other.roleid)) throw new SandboxError(dataverseErrors.roleExists, [name]);
  }
}

/** Which components a solution holds is not kept, so that a role is not silently left out of one. */
export function refuseSolution({ headers }: SandboxRequest): void {
  if (headers["mscrm.solutionuniquename"] === undefined) return;
  throw new SandboxError(dataverseErrors.notCovered, ["the header MSCRM.SolutionUniqueName"]);
}

/** A role and its copies in other business units. */
export function family(role: Role, store: Store): Role[] {
  return [...store.all("roles")].filter((other) => other.parentrootroleid === role.parentrootroleid);
}
