import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import { isLicensed } from "../rules/entitlement";
import { azureState, emailOf, nonInteractive } from "../rules/sync";
import type { Sandbox } from "../sandbox";
import type { EntraUser, ServicePrincipal, SystemUser } from "../state/model";
import { badPayload } from "./payload";
import { applyChange } from "./system-user-change";
import { checkBusinessUnit } from "./system-user-rules";
import { timestamp } from "./timestamp";

type Payload = Readonly<Record<string, unknown>>;

/**
 * The row that a request's body asks for: an application user where it has an `applicationid`, else the row of a
 * person.
 *
 * @throws SandboxError for an application or a person that is unknown or has a row already, and what else is refused.
 */
export function newSystemUser(id: string, payload: Payload, sandbox: Sandbox): SystemUser {
  if ("islicensed" in payload) throw new SandboxError(dataverseErrors.isLicensedOnCreate);
  if (sandbox.store.get("systemusers", id) !== undefined) throw new SandboxError(dataverseErrors.duplicate);
  const { applicationid, domainname } = payload;
  const initial =
    typeof applicationid === "string"
      ? applicationUser(id, registered(applicationid.toLowerCase(), sandbox), sandbox)
      : person(id, domainname, sandbox);
  // Both name a row that has them in its own spelling.
  const named =
    initial.applicationid === null
      ? { ...payload, domainname: initial.domainname }
      : { ...payload, applicationid: initial.applicationid };
  const user = applyChange(initial, named, sandbox);
  if (initial.applicationid !== null && user.accessmode !== nonInteractive) {
    throw new SandboxError(dataverseErrors.applicationUserAccessMode);
  }
  if (user.isdisabled !== initial.isdisabled) {
    throw new SandboxError(dataverseErrors.columnReadOnly, ["isdisabled", "systemuser"]);
  }
  if (user.businessunitid === "") throw badPayload("systemusers", "'businessunitid@odata.bind' is required.");
  checkBusinessUnit(user, sandbox);
  return user;
}

function registered(appId: string, { store }: Sandbox): ServicePrincipal {
  if (store.systemUsersBy("applicationid", appId).length > 0) {
    throw new SandboxError(dataverseErrors.duplicateApplicationUser, [appId]);
  }
  for (const principal of store.all("servicePrincipals")) if (principal.appId === appId) return principal;
  throw new SandboxError(dataverseErrors.unknownApplication, [appId]);
}

/** Access mode Non-interactive, no licence, `#` as first name (recorded). */
function applicationUser(id: string, principal: ServicePrincipal, sandbox: Sandbox): SystemUser {
  const [tenant] = sandbox.store.all("tenants");
  const address = `${principal.appId}@${tenant?.verifiedDomains[0] ?? ""}`;
  return {
    ...emptyRow(id, sandbox),
    azureactivedirectoryobjectid: principal.id,
    applicationid: principal.appId,
    domainname: address,
    internalemailaddress: address,
    firstname: "#",
    lastname: principal.displayName,
    fullname: `# ${principal.displayName}`,
    accessmode: nonInteractive,
    isdisabled: false,
  };
}

/** Not a substitute for the sync: the row is disabled, and stays so until somebody enables it or addUser does. */
function person(id: string, domainname: unknown, sandbox: Sandbox): SystemUser {
  if (typeof domainname !== "string") {
    throw badPayload("systemusers", "Either 'applicationid' or 'domainname' is required.");
  }
  const account = sandbox.store.userByPrincipalName(domainname);
  if (account === undefined) throw new SandboxError(dataverseErrors.unknownSignInName);
  if (sandbox.store.systemUserByObjectId(account.id) !== undefined) {
    throw new SandboxError(dataverseErrors.duplicate);
  }
  return {
    ...emptyRow(id, sandbox),
    ...namesOf(account),
    azureactivedirectoryobjectid: account.id,
    domainname: account.userPrincipalName,
    internalemailaddress: emailOf(account),
    islicensed: isLicensed(account, sandbox),
  };
}

function namesOf({ displayName, properties: { givenName, surname } }: EntraUser) {
  return {
    firstname: typeof givenName === "string" ? givenName : null,
    lastname: typeof surname === "string" ? surname : displayName,
    fullname:
      typeof givenName === "string" && typeof surname === "string" ? `${givenName} ${surname}` : displayName,
  };
}

function emptyRow(id: string, sandbox: Sandbox): SystemUser {
  return {
    systemuserid: id,
    azureactivedirectoryobjectid: null,
    applicationid: null,
    domainname: "",
    internalemailaddress: null,
    firstname: null,
    lastname: null,
    fullname: "",
    accessmode: 0,
    islicensed: false,
    isdisabled: true,
    issyncwithdirectory: true,
    businessunitid: "",
    azurestate: azureState.exists,
    roles: [],
    visibleAt: 0,
    versionnumber: 0,
    columns: { createdon: timestamp(sandbox) },
  };
}
