import { wordList } from "@bc-sales/dynamic-providers/inspect";
import type { Claims } from "./claims";
import { failed, type Finding, ok, unknown } from "./check";

/**
 * What is asked of Microsoft Graph, and the application permissions that each allow it, the least first. (Microsoft Graph
 * v1.0: "Create user", "Update user", "user: assignLicense", "List subscribedSkus".)
 */
const NEEDS = [
  { what: "make and change users", anyOf: ["User.ReadWrite.All", "Directory.ReadWrite.All"] },
  {
    what: "assign licences",
    anyOf: ["LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"],
  },
  {
    what: "read the tenant's licences",
    anyOf: [
      "LicenseAssignment.Read.All",
      "LicenseAssignment.ReadWrite.All",
      "Organization.Read.All",
      "Organization.ReadWrite.All",
      "Directory.Read.All",
      "Directory.ReadWrite.All",
    ],
  },
] as const;

/** Whether a token for Graph carries the permissions that deployments need. Pure. */
export function graphPermissions(claims: Claims | undefined): Finding {
  const granted = claims?.roles;
  if (granted === undefined) {
    return unknown(
      "The token names no application permissions; a person's rights show only when they are used.",
    );
  }
  const lacking = NEEDS.filter(({ anyOf }) => !anyOf.some((permission) => granted.includes(permission)));
  if (lacking.length === 0) return ok(granted.join(", "));
  return failed(
    `The application may not ${wordList(
      lacking.map(({ what }) => what),
      "or",
    )}. Granted: ${granted.length === 0 ? "nothing" : granted.join(", ")}.`,
    `Grant it the Microsoft Graph application permissions ${wordList([
      ...new Set(lacking.map(({ anyOf }) => anyOf[0])),
    ])}, with admin consent (Entra > App registrations > API permissions).`,
  );
}
