import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import { nonInteractive } from "../rules/sync";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { hasOtherSystemAdministrator, isSystemAdministrator, isSystemAdministratorRole } from "./caller";
import { badPayload } from "./payload";

const readWrite = 0;

/** Checks a change of one row against the rules of the environment. Throws the refusal. */
export function checkUpdate(
  before: SystemUser,
  after: SystemUser,
  caller: SystemUser,
  sandbox: Sandbox,
): void {
  if (after.accessmode !== before.accessmode) checkAccessMode(before, caller, sandbox);
  if (after.isdisabled && !before.isdisabled) checkDisabling(before, sandbox);
  if (!after.isdisabled && before.isdisabled) checkEnabling(after, sandbox);
  if (counts(after) && !counts(before)) checkNonInteractiveLimit(after, sandbox);
  checkBusinessUnit(after, sandbox);
}

export function checkBusinessUnit({ businessunitid }: SystemUser, { store }: Sandbox): void {
  if (store.get("businessunits", businessunitid) !== undefined) return;
  throw new SandboxError(dataverseErrors.notFound, ["businessunit", businessunitid]);
}

function checkAccessMode(user: SystemUser, caller: SystemUser, sandbox: Sandbox): void {
  if (user.applicationid !== null) throw new SandboxError(dataverseErrors.applicationUserAccessMode);
  if (!isSystemAdministrator(caller, sandbox)) {
    throw new SandboxError(dataverseErrors.accessModeNeedsAdministrator, [`userid=${caller.systemuserid}`]);
  }
  if (user.accessmode === readWrite && !hasOtherFullAccess(user, sandbox)) {
    throw new SandboxError(dataverseErrors.lastFullAccess);
  }
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
  const isAdministrator = user.roles.some((roleId) => isSystemAdministratorRole(roleId, sandbox));
  if (isAdministrator && !hasOtherSystemAdministrator(user, sandbox)) {
    throw new SandboxError(dataverseErrors.disableLastSystemAdministrator);
  }
}

function checkEnabling(user: SystemUser, { store }: Sandbox): void {
  if (user.applicationid !== null) return;
  const account =
    user.azureactivedirectoryobjectid === null
      ? undefined
      : store.get("users", user.azureactivedirectoryobjectid);
  if (account?.deletedDateTime !== null || !account.accountEnabled) {
    throw new SandboxError(dataverseErrors.enableDeleted);
  }
  if (!user.islicensed && user.accessmode !== nonInteractive) {
    throw new SandboxError(dataverseErrors.enableUnlicensed);
  }
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
export function checkDelete(user: SystemUser, { store }: Sandbox): void {
  if (!user.isdisabled) throw new SandboxError(dataverseErrors.deleteEnabled);
  if (user.applicationid !== null || user.azureactivedirectoryobjectid === null) return;
  if (store.get("users", user.azureactivedirectoryobjectid)?.deletedDateTime === null) {
    throw new SandboxError(dataverseErrors.deleteExisting);
  }
}

/** What a creation asks for: an application id, when it is one that can become an application user. */
export function applicationToCreate(payload: Readonly<Record<string, unknown>>, { store }: Sandbox): string {
  if ("islicensed" in payload) throw new SandboxError(dataverseErrors.isLicensedOnCreate);
  const { applicationid, domainname } = payload;
  if (typeof applicationid === "string") return applicationid.toLowerCase();
  if (typeof domainname !== "string") {
    throw badPayload("systemusers", "Either 'applicationid' or 'domainname' is required.");
  }
  if (store.userByPrincipalName(domainname) === undefined) {
    throw new SandboxError(dataverseErrors.unknownSignInName);
  }
  throw new SandboxError(dataverseErrors.notCovered, [
    "the creation of a person's row (it would stay disabled; addUser of the Power Platform admin API makes one)",
  ]);
}
