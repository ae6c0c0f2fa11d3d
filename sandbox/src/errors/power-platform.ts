import type { ErrorEntry } from "./sandbox-error";

// The admin API has no public reference. Only what clients of it look for is known.
const userAdd =
  "microsoft/terraform-provider-power-platform, api_user.go: it looks for 'userNotLicensed' in the error; status and text are assumed";
const unpublished = "not published";

export const powerPlatformErrors = {
  environmentNotFound: {
    code: "EnvironmentNotFound",
    status: 404,
    message: "The environment '{0}' could not be found in the tenant '{1}'.",
    source:
      "status and text: microsoft/PowerApps-Samples, powershell/enterprisePolicies/README.md; the code is assumed",
    evidence: "observed",
  },
  notRegistered: {
    code: "Forbidden",
    status: 403,
    message:
      "The service principal with id '{0}' for application {1} does not have permission to access the path '{2}' in tenant {3}.",
    source:
      "code and text are quoted in public repositories, and microsoft/terraform-provider-power-platform looks for the text; the remedy is New-PowerAppManagementApp",
    evidence: "observed",
  },
  noDataverse: {
    code: "EnvironmentWithoutDataverse",
    status: 400,
    message: "The environment '{0}' has no Dataverse database, so that it has no users to add.",
    source: unpublished,
    evidence: "assumed",
  },
  missingApiVersion: {
    code: "MissingApiVersionParameter",
    status: 400,
    message: "The api-version query parameter (?api-version=) is required for all requests.",
    source: "the convention of Azure Resource Manager, which the API follows",
    evidence: "assumed",
  },
  badRequest: {
    code: "InvalidRequestContent",
    status: 400,
    message: "The request content was invalid: {0}",
    source: unpublished,
    evidence: "assumed",
  },
  userNotFound: {
    code: "userNotFound",
    status: 404,
    message: "The user with object id '{0}' was not found in the tenant.",
    source: unpublished,
    evidence: "assumed",
  },
  userNotLicensed: {
    code: "userNotLicensed",
    status: 400,
    message: "The user with object id '{0}' has no license for Dataverse (userNotLicensed).",
    source: userAdd,
    evidence: "assumed",
  },
  userNotEnabled: {
    code: "userNotEnabled",
    status: 400,
    message: "Sign-in of the user with object id '{0}' is blocked.",
    source: "Power Platform admin guide, Create users: the requirement; code, status and text are assumed",
    evidence: "assumed",
  },
  userNotInSecurityGroup: {
    code: "userNotInSecurityGroup",
    status: 400,
    message: "The user with object id '{0}' is not a member of the environment's security group '{1}'.",
    source: "Power Platform admin guide, Create users: the requirement; code, status and text are assumed",
    evidence: "assumed",
  },
  notCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message:
      "The sandbox does not cover {0} of the Power Platform admin API. sandbox/README.md lists what it covers.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
