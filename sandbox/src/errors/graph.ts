import { graphLicenseErrors } from "./graph-licenses";
import type { ErrorEntry } from "./sandbox-error";

const entries = {
  ...graphLicenseErrors,
  notFound: {
    code: "Request_ResourceNotFound",
    status: 404,
    message:
      "Resource '{0}' does not exist or one of its queried reference-property objects are not present.",
    source: "hashicorp/go-azure-sdk odata/errors.go matches this text",
    evidence: "observed",
  },
  forbidden: {
    code: "Authorization_RequestDenied",
    status: 403,
    message: "Insufficient privileges to complete the operation.",
    source: "learn.microsoft.com, Resolve Microsoft Graph authorization errors",
    evidence: "documented",
  },
  malformedBody: {
    code: "BadRequest",
    status: 400,
    message:
      "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
    source: "answers quoted in issues of microsoftgraph/msgraph-sdk-dotnet",
    evidence: "observed",
  },
  unknownSelect: {
    code: "BadRequest",
    status: 400,
    message:
      "Parsing OData Select and Expand failed: Could not find a property named '{0}' on type 'microsoft.graph.user'.",
    source: "answers quoted in issues of the Graph SDKs",
    evidence: "assumed",
  },
  invalidFilter: {
    code: "BadRequest",
    status: 400,
    message: "Invalid filter clause: {0}",
    source: "answers quoted in issues of the Graph SDKs",
    evidence: "assumed",
  },
  tooManyClauses: {
    code: "Request_UnsupportedQuery",
    status: 400,
    message:
      "Too many child clauses specified in search filter expression containing 'OR' operators: {0}. Max allowed: 15.",
    source: "microsoftgraph/microsoft-graph-docs#21098; the limit is documented in filter-query-parameter",
    evidence: "observed",
  },
  unsupportedOperator: {
    code: "Request_UnsupportedQuery",
    status: 400,
    message: "Unsupported property filter clause operator '{0}'.",
    source: "answers quoted in public repositories (NotEqualsMatch, Contains); of EndsWith assumed",
    evidence: "observed",
  },
  onlyAdvanced: {
    code: "Request_UnsupportedQuery",
    status: 400,
    message:
      "Operator '{0}' is not supported because the 'ConsistencyLevel:eventual' header is missing. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    source: "rule: learn.microsoft.com, Advanced query capabilities; text quoted in public repositories",
    evidence: "documented",
  },
  countUnsupported: {
    code: "Request_BadRequest",
    status: 400,
    message: "$count is not currently supported.",
    source:
      "rule: learn.microsoft.com, Advanced query capabilities ($count needs ConsistencyLevel: eventual); the answer without it is assumed",
    evidence: "assumed",
  },
  invalidPageSize: {
    code: "Request_BadRequest",
    status: 400,
    message: "Invalid page size specified: '{0}'. Must be between 1 and 999 inclusive.",
    source: "learn.microsoft.com, List users ($top from 1 to 999); the text is quoted in many forums",
    evidence: "observed",
  },
  expiredPage: {
    code: "Directory_ExpiredPageToken",
    status: 400,
    message: "The specified page token value has expired and can no longer be included in your request.",
    source: "learn.microsoft.com, Paging Microsoft Graph data",
    evidence: "documented",
  },
  optionNotCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message: "The sandbox does not cover the query option '{0}' here.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
  propertyNotCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message: "The sandbox does not cover the property '{0}' of users.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
  unknownProperty: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "The property '{0}' does not exist on type 'microsoft.graph.user'. Make sure to only use property names that are defined by the type.",
    source: "text of the OData library that Graph uses",
    evidence: "assumed",
  },
  readOnlyProperty: {
    code: "Request_BadRequest",
    status: 400,
    message: "Property '{0}' is read-only and cannot be set.",
    source: "learn.microsoft.com, user resource type: which properties are read-only; text assumed",
    evidence: "assumed",
  },
  missingProperty: {
    code: "Request_BadRequest",
    status: 400,
    message: "A value is required for property '{0}' of resource '{1}'.",
    source: "learn.microsoft.com, Create user: required properties; text quoted in forums",
    evidence: "observed",
  },
  invalidValue: {
    code: "Request_BadRequest",
    status: 400,
    message: "Invalid value specified for property '{0}' of resource '{1}'.",
    source: "learn.microsoft.com, user resource type: lengths and characters; text quoted in forums",
    evidence: "observed",
  },
  unverifiedDomain: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
    source: "rule: learn.microsoft.com, Create user; text quoted in forums",
    evidence: "observed",
  },
  duplicateSignInName: {
    code: "Request_BadRequest",
    status: 400,
    message: "Another object with the same value for property userPrincipalName already exists.",
    source: "answers quoted in issues of hashicorp/terraform-provider-azuread",
    evidence: "observed",
  },
  passwordRequired: {
    code: "Request_BadRequest",
    status: 400,
    message: "A password must be specified to create a new user.",
    source: "rule: learn.microsoft.com, Create user; text assumed",
    evidence: "assumed",
  },
  weakPassword: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "The specified password does not comply with password complexity requirements. Please provide a different password.",
    source: "learn.microsoft.com/answers 2104165; policy: Entra password policies",
    evidence: "observed",
  },
  missingParameters: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: {0}.",
    source:
      "rule: learn.microsoft.com, user: assignLicense (both collections are required); text quoted in forums",
    evidence: "observed",
  },
  duplicateMember: {
    code: "Request_BadRequest",
    status: 400,
    message:
      "One or more added object references already exist for the following modified properties: 'members'.",
    source: "text matched by many published clients, among them n8n and the Azure CLI",
    evidence: "observed",
  },
  groupNotCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message: "The sandbox does not cover {0} of groups: it knows assigned security groups without mail.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
  meNeedsUser: {
    code: "BadRequest",
    status: 400,
    message: "/me request is only valid with delegated authentication flow.",
    source: "answers quoted in public repositories",
    evidence: "observed",
  },
  invalidReference: {
    code: "Request_BadRequest",
    status: 400,
    message: "Invalid object identifier '{0}'.",
    source: "no public source found",
    evidence: "assumed",
  },
  invalidBatch: {
    code: "BadRequest",
    status: 400,
    message: "Invalid batch payload format. {0}",
    source: "learn.microsoft.com, JSON batching: the rules; texts assumed",
    evidence: "assumed",
  },
  failedDependency: {
    code: "FailedDependency",
    status: 424,
    message: "Failed dependency: the request '{0}' that this one depends on has failed.",
    source: "learn.microsoft.com, JSON batching (424); text assumed",
    evidence: "documented",
  },
} as const satisfies Record<string, ErrorEntry>;

/** What Microsoft Graph refuses, and how. */
export const graphErrors: Readonly<Record<keyof typeof entries, ErrorEntry>> = entries;
