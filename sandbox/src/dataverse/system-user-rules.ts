import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import { isOn } from "../rules/org-settings";
import { azureState, nonInteractive } from "../rules/sync";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { hasOtherSystemAdministrator, isSystemAdministrator, isSystemAdministratorRole } from "./caller";

const readWrite = 0;
const readOnly = 2;

/** Checks a change of one row against the rules of the environment. Throws the refusal. */
export function checkUpdate(
  before: SystemUser,
  after: SystemUser,
  caller: SystemUser,
  sandbox: Sandbox,
): void {
  if (after.accessmode !== before.accessmode) checkAccessMode(before, after, caller, sandbox);
  // That it is refused for the sign-in name is assumed; the service does not say for what.
  if (after.domainname !== before.domainname && before.applicationid !== null) {
    throw new SandboxError(dataverseErrors.applicationUserUpdate);
  }
  if (after.isdisabled && !before.isdisabled) checkDisabling(before, sandbox);
  if (!after.isdisabled && before.isdisabled) checkEnabling(after, sandbox);
  if (counts(after) && !counts(before)) checkNonInteractiveLimit(after, sandbox);
  checkBusinessUnit(after, sandbox);
}

export function checkBusinessUnit({ businessunitid }: SystemUser, { store }: Sandbox): void {
  if (store.get("businessunits", businessunitid) !== undefined) return;
  throw new SandboxError(dataverseErrors.notFound, ["businessunit", businessunitid]);
}

function checkAccessMode(
  user: SystemUser,
  { accessmode }: SystemUser,
  caller: SystemUser,
  sandbox: Sandbox,
): void {
  if (user.applicationid !== null) throw new SandboxError(dataverseErrors.applicationUserAccessMode);
  if (!isSystemAdministrator(caller, sandbox)) {
    throw new SandboxError(dataverseErrors.accessModeNeedsAdministrator, [`userid=${caller.systemuserid}`]);
  }
  if (user.accessmode === readWrite && !hasOtherFullAccess(user, sandbox)) {
    throw new SandboxError(dataverseErrors.lastFullAccess);
  }
  if (accessmode !== readOnly) return;
  if (isAdministrator(user, sandbox) && !hasOtherWritingAdministrator(user, sandbox)) {
    throw new SandboxError(dataverseErrors.lastWritingAdministrator);
  }
}

function isAdministrator(user: SystemUser, sandbox: Sandbox): boolean {
  return user.roles.some((roleId) => isSystemAdministratorRole(roleId, sandbox));
}

function hasOtherWritingAdministrator(user: SystemUser, sandbox: Sandbox): boolean {
  for (const other of sandbox.store.all("systemusers")) {
    const isOther = other.systemuserid !== user.systemuserid && !other.isdisabled;
    if (isOther && other.accessmode !== readOnly && isAdministrator(other, sandbox)) return true;
  }
  return false;
}

function hasOtherFullAccess(user: SystemUser, { store }: Sandbox): boolean {
  for (const other of store.all("systemusers")) {
    if (other.systemuserid !== user.systemuserid && !other.isdisabled && other.accessmode === readWrite) {
      return true;
    }
  }
  return false;
}

function checkDisabling(user: SystemUser, sandbox: Sandbox): void {
  if (isAdministrator(user, sandbox) && !hasOtherSystemAdministrator(user, sandbox)) {
    throw new SandboxError(dataverseErrors.disableLastSystemAdministrator);
  }
  if (user.accessmode === readWrite && !hasOtherFullAccess(user, sandbox)) {
    throw new SandboxError(dataverseErrors.disableLastFullAccess);
  }
}

function checkEnabling(user: SystemUser, { store }: Sandbox): void {
  if (user.applicationid !== null) return;
  const account =
    user.azureactivedirectoryobjectid === null
      ? undefined
      : store.get("users", user.azureactivedirectoryobjectid);
  if (account?.deletedDateTime !== null || !account.accountEnabled) {
    throw new SandboxError(dataverseErrors.enableDeleted, [user.systemuserid, String(deletedState(user))]);
  }
  if (!user.islicensed && user.accessmode !== nonInteractive) {
    throw new SandboxError(dataverseErrors.enableUnlicensed);
  }
}

function deletedState({ azurestate }: SystemUser): number {
  return azurestate === azureState.softDeleted ? 1 : 0;
}

/** Whether a user takes one of the places for non-interactive users; application users take none. */
function counts(user: SystemUser): boolean {
  return user.accessmode === nonInteractive && user.applicationid === null && !user.isdisabled;
}

function checkNonInteractiveLimit(user: SystemUser, { store, settings }: Sandbox): void {
  let others = 0;
  for (const other of store.all("systemusers")) {
    if (other.systemuserid !== user.systemuserid && counts(other)) others += 1;
  }
  if (others >= settings.maxNonInteractiveUsers) {
    throw new SandboxError(dataverseErrors.tooManyNonInteractive);
  }
}

/** A user is deleted after it was disabled and is gone from Entra (application users need not be gone). */
export function checkDelete(user: SystemUser, sandbox: Sandbox): void {
  if (!isOn("EnableSystemUserDelete", sandbox)) throw new SandboxError(dataverseErrors.deleteSwitchedOff);
  const { systemuserid, azureactivedirectoryobjectid: objectId } = user;
  if (!user.isdisabled) throw new SandboxError(dataverseErrors.deleteEnabled, [systemuserid]);
  if (user.applicationid !== null || objectId === null) return;
  const account = sandbox.store.get("users", objectId);
  if (account === undefined) return;
  const state = account.deletedDateTime === null ? "Exists" : "SoftDeleted";
  throw new SandboxError(dataverseErrors.deleteExisting, [systemuserid, objectId, state]);
}
