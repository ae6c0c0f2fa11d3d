import { NoAnswer } from "./http";
import type { ServiceError } from "./service-error";

/** A refusal, as far as its remedy depends on it. */
export interface Refusal {
  readonly service: ServiceError["service"];
  /** 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly failure?: Error | undefined;
}

/** One row of the table: a refusal that fits all that is given has the remedy. */
export interface Remedy {
  /** What the refusal means, as a sentence. For `docs/messages.md` only. */
  readonly means: string;
  readonly service?: ServiceError["service"];
  readonly status?: number;
  /** Any status from 500 on. */
  readonly fails?: true;
  readonly codes?: readonly string[];
  readonly says?: RegExp;
  /** `{lacking}` stands for the privilege that the refusal names. */
  readonly remedy: string;
}

const APPLICATION_USER =
  "Add the deploying application to the environment as an application user with the role System Administrator " +
  "(Power Platform admin center > Environments > Settings > Users + permissions > Application users) and deploy again; " +
  "a new one can take minutes.";

const MANAGEMENT_APPLICATION =
  "Register the deploying application as an admin management application: a Power Platform administrator runs " +
  "`New-PowerAppManagementApp -ApplicationId <client id>` (PowerShell module Microsoft.PowerApps.Administration.PowerShell), once for the tenant.";

const GRAPH_PERMISSIONS =
  "Grant the deploying application the Microsoft Graph application permissions User.ReadWrite.All, " +
  "LicenseAssignment.ReadWrite.All and Organization.Read.All, with admin consent (Entra > App registrations > API permissions).";

/**
 * What a reader can do about refusals that deployments meet, most particular first. Codes of Dataverse are from
 * "Web service error codes", texts from the documentation and the clients that match them.
 */
export const REMEDIES: readonly Remedy[] = [
  // Nothing came back.
  {
    means: "This machine does not trust the service's certificate.",
    status: 0,
    says: /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS/,
    remedy:
      "The certificate is not trusted. Set NODE_EXTRA_CA_CERTS to the certificate authority's PEM file; verification cannot be turned off.",
  },
  {
    means: "The address has an unknown host name.",
    status: 0,
    says: /ENOTFOUND|EAI_AGAIN/,
    remedy:
      "The host name does not exist. Correct the address, or check the name resolution of this machine.",
  },
  {
    means: "Nothing listens at the address.",
    status: 0,
    says: /ECONNREFUSED/,
    remedy: "Nobody listens there. Correct the address, or start the service if it is a local one.",
  },
  {
    means: "No answer came, for another reason.",
    status: 0,
    remedy: "Check the network, proxy and firewall between this machine and the service, and deploy again.",
  },
  // Limits.
  {
    means: "The service limits requests, and goes on doing so.",
    status: 429,
    remedy:
      "The service asks to wait for longer than an operation may take. Deploy again later; what was done is kept.",
  },
  {
    means: "No seat of the licence is free.",
    service: "Microsoft Graph",
    says: /does not have any available licenses|insufficient.*licenses/i,
    remedy: "Buy seats or free some (Microsoft 365 admin center > Billing > Licenses), and deploy again.",
  },
  {
    means: "An eighth user would be non-interactive.",
    says: /maximum number of non-?interactive users/i,
    remedy:
      "An environment takes seven non-interactive users. Set one that is no longer needed back to Read-Write, or disable it.",
  },
  // Licences and presence.
  {
    means: "The account has no licence that the environment takes.",
    service: "Power Platform",
    codes: ["userNotLicensed"],
    remedy:
      "Assign a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES; one assigned minutes ago may still be on its way.",
  },
  {
    means: "Sign-in of the account is blocked.",
    service: "Power Platform",
    codes: ["userNotEnabled"],
    remedy: "Unblock the sign-in of the account (Microsoft Entra admin center > Users), and deploy again.",
  },
  {
    means: "Entra has no such account.",
    service: "Power Platform",
    codes: ["userNotFound"],
    remedy: "Restore the account, or name one that exists; one made minutes ago may still be on its way.",
  },
  {
    means: "A user without a licence is to be enabled.",
    codes: ["0x8004d24c", "0x80042f14"],
    remedy:
      "Assign the user a licence that includes Dataverse, for example DYN365_ENTERPRISE_SALES, and deploy again.",
  },
  {
    means: "A licence is given to an account without a country of use.",
    says: /invalid usage location/i,
    remedy: "Give the account a usage location (two-letter country code, input usageLocation).",
  },
  {
    means: "The account is not in the environment's security group.",
    says: /not.*member.*security group|security group.*not.*member/i,
    remedy: "Make the account a direct member of the environment's security group, and deploy again.",
  },
  {
    means: "The environment lets administrators in only.",
    says: /administration mode|admin(istrator)?s? only/i,
    remedy: "Turn administration mode off in the Power Platform admin center, and deploy again.",
  },
  // Who deploys.
  {
    means: "The deploying application is not registered for the admin API.",
    service: "Power Platform",
    status: 403,
    remedy: MANAGEMENT_APPLICATION,
  },
  {
    means: "The admin API does not take the deploying application's token.",
    service: "Power Platform",
    status: 401,
    remedy: MANAGEMENT_APPLICATION,
  },
  {
    means: "The deploying application is no user of the organization, or has no role in it.",
    service: "Dataverse",
    codes: ["0x80072560", "0x80042f09"],
    remedy: APPLICATION_USER,
  },
  {
    means: "The deploying application lacks a privilege.",
    service: "Dataverse",
    codes: ["0x80040220"],
    remedy:
      "The deploying application lacks {lacking}. Give its application user the role System Administrator.",
  },
  {
    means: "The deploying application may not change access modes.",
    service: "Dataverse",
    codes: ["0x80048d2f"],
    remedy:
      "Only a System Administrator with access mode Read-Write may change access modes. Let such a person set it once in the Power Platform admin center.",
  },
  {
    means: "The organization does not take the deploying application's token.",
    service: "Dataverse",
    status: 401,
    remedy: APPLICATION_USER,
  },
  {
    means: "The organization lets the deploying application do nothing of the kind.",
    service: "Dataverse",
    status: 403,
    remedy: APPLICATION_USER,
  },
  {
    means: "The deploying application lacks a permission of Microsoft Graph.",
    service: "Microsoft Graph",
    status: 403,
    remedy: GRAPH_PERMISSIONS,
  },
  {
    means: "Microsoft Graph does not take the deploying application's token.",
    service: "Microsoft Graph",
    status: 401,
    remedy: GRAPH_PERMISSIONS,
  },
  // Roles.
  {
    means: "The role is one of another business unit than the user's.",
    codes: ["0x80041409"],
    remedy:
      "A role can be assigned only as the user's own business unit has it. Somebody moved the user in the meantime: deploy again.",
  },
  {
    means: "A disabled user is to be given a role.",
    codes: ["0x80040225"],
    remedy: "Enable the user in the environment first: disabled users cannot be given roles.",
  },
  {
    means: "The last System Administrator would lose the role.",
    codes: ["0x80041d30", "0x80041d2f", "0x80041d38", "0x80040d38"],
    remedy: "An environment keeps its last System Administrator. Give the role to somebody else first.",
  },
  // The rest.
  {
    means: "The licence comes from a group.",
    says: /inherited from a group/i,
    remedy: "The licence comes from a group. Take the account out of the group instead.",
  },
  {
    means: "The user is an application.",
    codes: ["0x80040d40"],
    remedy: "The access mode of an application user cannot be changed. Name an ordinary account.",
  },
  {
    means: "The service failed.",
    fails: true,
    remedy: "The service failed. Deploy again; what was done is kept.",
  },
];

/** What to do about a refusal, "" when nothing particular is known. */
export function remedyFor(refusal: Refusal): string {
  const words = `${refusal.message} ${refusal.failure instanceof NoAnswer ? refusal.failure.code : ""}`;
  const found = REMEDIES.find(
    ({ service, status, fails, codes, says }) =>
      (service === undefined || service === refusal.service) &&
      (status === undefined || status === refusal.status) &&
      (fails === undefined || refusal.status >= 500) &&
      (codes === undefined || codes.some((code) => sameCode(code, refusal.code))) &&
      (says === undefined || says.test(words)),
  );
  return found?.remedy.replace("{lacking}", lackedBy(refusal)) ?? "";
}

function lackedBy({ message }: Refusal): string {
  const privilege = /\bprv\w+/.exec(message)?.[0];
  return privilege === undefined ? "a privilege" : `the privilege ${privilege}`;
}

function sameCode(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
