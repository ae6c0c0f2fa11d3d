import type { Sandbox } from "../sandbox";
import type { EntraUser, SystemUser } from "../state/model";
import { SyncAgenda } from "./sync-agenda";
import { isInSecurityGroup, isLicensed, theEnvironment } from "./entitlement";

/** `systemuser.azurestate` (Dataverse table reference, systemuser). */
export const azureState = { exists: 0, softDeleted: 1, notFound: 2 } as const;

/** `systemuser.accessmode`: stays enabled without a licence, needs no seat. */
export const nonInteractive = 4;

/**
 * Runs the background sync from Entra to the environment when `settings.syncInterval` has passed on the sandbox's
 * clock since the last run (0: always). It takes over what was lost or renamed; it neither makes rows nor enables
 * users, so that what a deployment finds does not depend on time (assumed; addUser does both).
 */
export function runDueSync(sandbox: Sandbox): void {
  for (const row of agendaOf(sandbox).due(sandbox)) {
    const synced = synchronized(row, sandbox);
    if (differs(row, synced)) {
      sandbox.store.put("systemusers", row.systemuserid, {
        ...synced,
        versionnumber: sandbox.store.nextVersion(),
      });
    }
  }
}

const agendas = new WeakMap<Sandbox, SyncAgenda>();

function agendaOf(sandbox: Sandbox): SyncAgenda {
  let agenda = agendas.get(sandbox);
  if (agenda === undefined) agendas.set(sandbox, (agenda = new SyncAgenda(sandbox.store)));
  return agenda;
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
