import type { Sandbox } from "../sandbox";
import type { EntraUser, SystemUser } from "../state/model";
import { isInSecurityGroup, isLicensed, theEnvironment } from "./entitlement";

/** `systemuser.azurestate` (Dataverse table reference, systemuser). */
export const azureState = { exists: 0, softDeleted: 1, notFound: 2 } as const;

/** `systemuser.accessmode`: stays enabled without a licence, needs no seat. */
export const nonInteractive = 4;

/** A run of the sync, and what its result depended on besides the time of the tenant. */
interface Run {
  readonly begun: number;
  readonly revision: number;
  readonly licenseDelay: number;
}

const lastRuns = new WeakMap<Sandbox, Run>();

/**
 * Runs the background sync from Entra to the environment when `settings.syncInterval` has passed on the sandbox's
 * clock since the last run (0: always). It takes over what was lost or renamed; it neither makes rows nor enables
 * users, so that what a deployment finds does not depend on time (assumed; addUser does both).
 */
export function runDueSync(sandbox: Sandbox): void {
  const { clock, settings, store } = sandbox;
  const now = clock.now();
  const last = lastRuns.get(sandbox);
  // The first interval begins with the first call; a clock that was set back begins another one.
  const begun = last === undefined || now < last.begun ? now : last.begun;
  if (now - begun < settings.syncInterval) {
    lastRuns.set(sandbox, last?.begun === begun ? last : { begun, revision: -1, licenseDelay: 0 });
    return;
  }
  if (!isSettled(last, sandbox)) synchronizeAll(sandbox);
  lastRuns.set(sandbox, { begun: now, revision: store.revision, licenseDelay: settings.licenseDelay });
}

/** Whether another run would find just what the last one left; with a delay of licences, time changes that. */
function isSettled(last: Run | undefined, { settings, store }: Sandbox): boolean {
  return last?.revision === store.revision && last.licenseDelay === 0 && settings.licenseDelay === 0;
}

function synchronizeAll(sandbox: Sandbox): void {
  for (const row of sandbox.store.all("systemusers")) {
    const synced = synchronized(row, sandbox);
    if (differs(row, synced)) {
      sandbox.store.put("systemusers", row.systemuserid, {
        ...synced,
        versionnumber: sandbox.store.nextVersion(),
      });
    }
  }
}

/** A row as the sync leaves it. Application users are not synchronized. */
function synchronized(row: SystemUser, sandbox: Sandbox): SystemUser {
  if (row.applicationid !== null || row.azureactivedirectoryobjectid === null) return row;
  const user = sandbox.store.get("users", row.azureactivedirectoryobjectid);
  if (user?.deletedDateTime !== null) {
    const azurestate = user === undefined ? azureState.notFound : azureState.softDeleted;
    return { ...row, azurestate, islicensed: false, isdisabled: true };
  }
  const islicensed = isLicensed(user, sandbox);
  return {
    ...row,
    azurestate: azureState.exists,
    islicensed,
    isdisabled: row.isdisabled || !mayStayEnabled(user, row, islicensed, sandbox),
    domainname: user.userPrincipalName,
    internalemailaddress: emailOf(user),
  };
}

// Power Platform admin guide, "Create users": a non-interactive user needs no licence; the other rules hold for it.
function mayStayEnabled(user: EntraUser, row: SystemUser, islicensed: boolean, sandbox: Sandbox): boolean {
  return (
    user.accountEnabled &&
    isInSecurityGroup(user.id, theEnvironment(sandbox), sandbox) &&
    (islicensed || row.accessmode === nonInteractive)
  );
}

/** What becomes the primary e-mail address of a user's row. */
export function emailOf(user: EntraUser): string {
  return user.mail ?? user.userPrincipalName;
}

function differs(before: SystemUser, after: SystemUser): boolean {
  return (Object.keys(after) as (keyof SystemUser)[]).some((column) => before[column] !== after[column]);
}
