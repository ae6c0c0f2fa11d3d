import { randomUUID } from "node:crypto";
import { powerPlatformErrors } from "../errors/power-platform";
import { SandboxError } from "../errors/sandbox-error";
import { hasDataverse, isInSecurityGroup, isLicensed, theEnvironment } from "../rules/entitlement";
import { azureState, emailOf, nonInteractive } from "../rules/sync";
import type { Sandbox } from "../sandbox";
import type { EntraUser, Environment, SystemUser } from "../state/model";

/**
 * Forces the sync of one user into the environment: makes the row, or refreshes and enables it. Who is
 * non-interactive already needs no licence (Power Platform admin guide; that it holds here too is assumed).
 *
 * @throws SandboxError for an unknown, blocked or unlicensed user, or one outside of the security group.
 */
export function addUser(objectId: string, environment: Environment, sandbox: Sandbox): void {
  const { store } = sandbox;
  if (!hasDataverse(environment)) throw new SandboxError(powerPlatformErrors.noDataverse, [environment.id]);
  if (environment.id !== theEnvironment(sandbox).id) {
    throw new SandboxError(powerPlatformErrors.notCovered, ["a second environment with Dataverse"]);
  }
  const user = store.get("users", objectId);
  if (user?.deletedDateTime !== null) throw new SandboxError(powerPlatformErrors.userNotFound, [objectId]);
  if (!user.accountEnabled) throw new SandboxError(powerPlatformErrors.userNotEnabled, [objectId]);
  if (!isInSecurityGroup(objectId, environment, sandbox)) {
    throw new SandboxError(powerPlatformErrors.userNotInSecurityGroup, [
      objectId,
      environment.securityGroupId ?? "",
    ]);
  }
  const existing = store.systemUserByObjectId(objectId);
  const islicensed = isLicensed(user, sandbox);
  if (!islicensed && existing?.accessmode !== nonInteractive) {
    throw new SandboxError(powerPlatformErrors.userNotLicensed, [objectId]);
  }
  const row = {
    ...(existing ?? newRow(user, sandbox)),
    ...entraColumns(user),
    islicensed,
    isdisabled: false,
  };
  store.put("systemusers", row.systemuserid, { ...row, versionnumber: store.nextVersion() });
}

/** What the row takes over from Entra. */
function entraColumns(user: EntraUser): Partial<SystemUser> {
  const { givenName, surname } = user.properties;
  return {
    domainname: user.userPrincipalName,
    internalemailaddress: emailOf(user),
    firstname: typeof givenName === "string" ? givenName : null,
    // A system user must have a last name (Dataverse table reference): what comes instead is assumed.
    lastname: typeof surname === "string" ? surname : user.displayName,
    fullname: fullName(user),
    issyncwithdirectory: true,
    azurestate: azureState.exists,
  };
}

function fullName({ displayName, properties: { givenName, surname } }: EntraUser): string {
  return typeof givenName === "string" && typeof surname === "string"
    ? `${givenName} ${surname}`
    : displayName;
}

function newRow(user: EntraUser, sandbox: Sandbox): SystemUser {
  const { clock, settings } = sandbox;
  const createdon = new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  return {
    systemuserid: randomUUID(),
    azureactivedirectoryobjectid: user.id,
    applicationid: null,
    domainname: user.userPrincipalName,
    internalemailaddress: null,
    firstname: null,
    lastname: null,
    fullname: user.displayName,
    accessmode: 0,
    islicensed: true,
    isdisabled: false,
    issyncwithdirectory: true,
    businessunitid: rootBusinessUnitId(sandbox),
    azurestate: azureState.exists,
    roles: [],
    visibleAt: clock.now() + settings.addUserDelay,
    versionnumber: 0,
    columns: { createdon, modifiedon: createdon },
  };
}

function rootBusinessUnitId({ store }: Sandbox): string {
  for (const unit of store.all("businessunits")) {
    if (unit.parentbusinessunitid === null) return unit.businessunitid;
  }
  throw new Error("The tenant has no root business unit. Import a tenant with one, or reset the sandbox.");
}
