import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import type { BusinessUnit } from "../state/model";
import { isSystemAdministratorRole } from "./caller";

/** Names are unique among the children of a unit, and a child has an enabled parent. */
export function checkName(unit: BusinessUnit, { store }: Sandbox): void {
  const { parentbusinessunitid: parentId } = unit;
  const parent = parentId === null ? undefined : store.get("businessunits", parentId);
  if (parent?.isdisabled === true && !unit.isdisabled) {
    throw new SandboxError(dataverseErrors.unitDisabled, [parent.businessunitid]);
  }
  for (const other of store.all("businessunits")) {
    if (other.businessunitid === unit.businessunitid || other.parentbusinessunitid !== parentId) continue;
    if (other.name.toLowerCase() === unit.name.toLowerCase()) {
      throw new SandboxError(dataverseErrors.nameTaken, [`BusinessUnitId = ${other.businessunitid}`]);
    }
  }
}

export function checkDisabling(unit: BusinessUnit, sandbox: Sandbox): void {
  for (const user of sandbox.store.all("systemusers")) {
    const isAdministrator = user.roles.some((roleId) => isSystemAdministratorRole(roleId, sandbox));
    if (isAdministrator && !user.isdisabled && !isBelow(user.businessunitid, unit, sandbox)) return;
  }
  throw new SandboxError(dataverseErrors.unitCannotBeDisabled);
}

function isBelow(unitId: string, { businessunitid }: BusinessUnit, { store }: Sandbox): boolean {
  const seen = new Set<string>();
  for (let id: string | null = unitId; id !== null && !seen.has(id);) {
    if (id === businessunitid) return true;
    seen.add(id);
    id = store.get("businessunits", id)?.parentbusinessunitid ?? null;
  }
  return false;
}

/** A unit is deleted after it was disabled, and when nothing is in it but its default team and its roles. */
export function checkDeletion({ businessunitid: id, isdisabled }: BusinessUnit, { store }: Sandbox): void {
  if (!isdisabled) throw new SandboxError(dataverseErrors.unitNotDisabled);
  for (const { parentbusinessunitid } of store.all("businessunits")) {
    if (parentbusinessunitid === id) throw new SandboxError(dataverseErrors.unitHasChild);
  }
  for (const user of store.all("systemusers")) {
    if (user.businessunitid === id) throw inUse(`SystemUserId = ${user.systemuserid}`);
  }
  for (const team of store.all("teams")) {
    if (team.businessunitid === id && !team.isdefault) throw inUse(`TeamId = ${team.teamid}`);
  }
}

function inUse(what: string): SandboxError {
  return new SandboxError(dataverseErrors.unitInUse, [what]);
}
