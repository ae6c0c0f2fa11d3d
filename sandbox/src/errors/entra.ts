import type { ErrorEntry } from "./sandbox-error";

/** An Entra error has a number for people and a word for OAuth clients (RFC 6749 section 5.2). */
export interface EntraErrorEntry extends ErrorEntry {
  readonly oauthError: string;
}

const codesPage = "learn.microsoft.com, Microsoft Entra authentication and authorization error codes";

export const entraErrors = {
  missingParameter: {
    code: "AADSTS900144",
    status: 400,
    oauthError: "invalid_request",
    message: "The request body must contain the following parameter: '{0}'.",
    source: codesPage,
    evidence: "documented",
  },
  unsupportedGrant: {
    code: "AADSTS70003",
    status: 400,
    oauthError: "unsupported_grant_type",
    message: "The app requested an unsupported grant type '{0}'. The sandbox knows client_credentials.",
    source: codesPage,
    evidence: "documented",
  },
  unknownTenant: {
    code: "AADSTS90002",
    status: 400,
    oauthError: "invalid_request",
    message:
      "Tenant '{0}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
    source: codesPage,
    evidence: "documented",
  },
  unknownClient: {
    code: "AADSTS700016",
    status: 400,
    oauthError: "unauthorized_client",
    message:
      "Application with identifier '{0}' was not found in the directory '{1}'. This can happen if the application has not been installed by the administrator of the tenant. You may have sent your authentication request to the wrong tenant.",
    source: codesPage,
    evidence: "documented",
  },
  noCredential: {
    code: "AADSTS7000216",
    status: 401,
    oauthError: "invalid_client",
    message:
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    source: "number and text: quoted in issues and guides of several projects; the status is assumed",
    evidence: "observed",
  },
  wrongSecret: {
    code: "AADSTS7000215",
    status: 401,
    oauthError: "invalid_client",
    message:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{0}'.",
    source: codesPage,
    evidence: "documented",
  },
  malformedAssertion: {
    code: "AADSTS50027",
    status: 401,
    oauthError: "invalid_client",
    message: "JWT token is invalid or malformed: {0}.",
    source: codesPage,
    evidence: "assumed",
  },
  foreignAssertion: {
    code: "AADSTS700021",
    status: 401,
    oauthError: "invalid_client",
    message: "Client assertion application identifier doesn't match 'client_id' parameter.",
    source: "number and text: quoted in forums; the status is assumed",
    evidence: "assumed",
  },
  assertionSignature: {
    code: "AADSTS700027",
    status: 401,
    oauthError: "invalid_client",
    message: "Client assertion contains an invalid signature. [Reason - {0}]",
    source: "learn.microsoft.com, Migrate to MSAL.NET: MsalServiceException; reasons quoted in issues",
    evidence: "documented",
  },
  assertionAudience: {
    code: "AADSTS700023",
    status: 401,
    oauthError: "invalid_client",
    message: "Client assertion audience claim does not match Realm issuer.",
    source: "number and text: quoted in issues of the MSAL libraries; the status is assumed",
    evidence: "assumed",
  },
  assertionTime: {
    code: "AADSTS700024",
    status: 401,
    oauthError: "invalid_client",
    message:
      "Client assertion is not within its valid time range. Current time: {0}, assertion valid from {1}, expiry time of assertion {2}.",
    source: "learn.microsoft.com, Azure DevOps: troubleshoot workload identity service connections",
    evidence: "documented",
  },
  unknownIssuer: {
    code: "AADSTS700211",
    status: 401,
    oauthError: "invalid_client",
    message: "No matching federated identity record found for presented assertion issuer '{0}'.",
    source: "answers quoted in public repositories; the status is assumed",
    evidence: "observed",
  },
  unknownSubject: {
    code: "AADSTS700213",
    status: 401,
    oauthError: "invalid_client",
    message:
      "No matching federated identity record found for presented assertion subject '{0}'. Please note that the matching is done using a case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.",
    source: "answers quoted in public repositories; the status is assumed",
    evidence: "observed",
  },
  unknownAudience: {
    code: "AADSTS7002121",
    status: 401,
    oauthError: "invalid_client",
    message: "No matching federated identity record found for presented assertion audience '{0}'.",
    source: "answers quoted in public repositories; the status is assumed",
    evidence: "observed",
  },
  unknownInstance: {
    code: "AADSTS50049",
    status: 400,
    oauthError: "invalid_instance",
    message: "Unknown or invalid instance: '{0}'.",
    source: "number and word: the codes page and the MSAL libraries; the text is assumed",
    evidence: "assumed",
  },
  identityHeader: {
    code: "SandboxIdentityHeader",
    status: 401,
    oauthError: "invalid_client",
    message: "The header X-IDENTITY-HEADER must be the value of IDENTITY_HEADER.",
    source:
      "rule: learn.microsoft.com, managed identities for App Service; code, status and text are assumed",
    evidence: "assumed",
  },
  severalResources: {
    code: "AADSTS28000",
    status: 400,
    oauthError: "invalid_scope",
    message:
      "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {0} is not valid.",
    source: "number and text: quoted in the samples of ASP.NET Core; word and status are assumed",
    evidence: "observed",
  },
  scopeWithoutDefault: {
    code: "AADSTS1002012",
    status: 400,
    oauthError: "invalid_scope",
    message:
      "The provided value for scope {0} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
    source: codesPage,
    evidence: "documented",
  },
  unknownResource: {
    code: "AADSTS500011",
    status: 400,
    oauthError: "invalid_resource",
    message:
      "The resource principal named {0} was not found in the tenant named {1}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
    source: codesPage,
    evidence: "documented",
  },
  tenantThrottled: {
    code: "AADSTS90055",
    status: 429,
    oauthError: "temporarily_unavailable",
    message: "There are too many incoming requests.",
    source: `${codesPage} (TenantThrottlingError); the status and the word for OAuth clients are assumed`,
    evidence: "documented",
  },
  transient: {
    code: "AADSTS90033",
    status: 503,
    oauthError: "temporarily_unavailable",
    message: "A transient error has occurred. Please try again.",
    source: `${codesPage} (MsodsServiceUnavailable); the word for OAuth clients is assumed`,
    evidence: "documented",
  },
} as const satisfies Record<string, EntraErrorEntry>;

/** The OAuth word of an AADSTS code. */
export function oauthErrorOf(code: string): string {
  return Object.values(entraErrors).find((entry) => entry.code === code)?.oauthError ?? "invalid_request";
}
