import { dataverseRoleErrors } from "./dataverse-roles";
import type { ErrorEntry } from "./sandbox-error";

const errorCodes =
  "learn.microsoft.com, Dataverse Web service error codes (developer/data-platform/reference/web-service-error-codes)";
const statusCodes = "learn.microsoft.com, Dataverse: Compose HTTP requests and handle errors";
const conditional = "learn.microsoft.com, Dataverse: Perform conditional operations using the Web API";
const batchPage = "learn.microsoft.com, Dataverse: Execute batch operations using the Web API";
const measured = "answers of live organizations, as quoted by authors of Dataverse clients";

/**
 * Every refusal of the Web API. `evidence` is about the code and when it is answered; what else of an entry is not
 * published, its `source` says.
 */
export const dataverseErrors = {
  notFound: {
    code: "0x80040217",
    status: 404,
    message: "Entity '{0}' With Id = {1} Does Not Exist",
    source: `${statusCodes}; the text: ${measured}`,
    evidence: "observed",
  },
  notAMember: {
    code: "0x80072560",
    status: 403,
    message: "The user is not a member of the organization.",
    source: measured,
    evidence: "observed",
  },
  noRoles: {
    code: "0x80042F09",
    status: 403,
    message: "Principal user (Id={0}) is not assigned any security role.",
    source: `${statusCodes} (UserNotAssignedRoles); the text is assumed`,
    evidence: "documented",
  },
  privilegeDenied: {
    code: "0x80040220",
    status: 403,
    message: "Principal user (Id={0}, type=8) is missing {1} privilege.",
    source: `${statusCodes} (PrivilegeDenied); the text: Microsoft's troubleshooting pages of Business Central`,
    evidence: "documented",
  },
  userDisabled: {
    code: "0x80040225",
    status: 403,
    message: "The specified user(Id={0}) is disabled. Consider enabling this user.",
    source: `${errorCodes} (UserNotEnabled); that it is the answer to a disabled caller is assumed`,
    evidence: "assumed",
  },
  roleForDisabledUser: {
    code: "0x80040225",
    status: 400,
    message:
      "The specified user is either disabled or is not a member of any business unit. Details: userid={0}",
    source: `${errorCodes} (UserNotEnabled); status, and that it is raised here, are assumed`,
    evidence: "assumed",
  },
  duplicate: {
    code: "0x80040237",
    status: 412,
    message: "A record with matching key values already exists.",
    source: conditional,
    evidence: "documented",
  },
  versionMismatch: {
    code: "0x80060882",
    status: 412,
    message: "The version of the existing record doesn't match the RowVersion property provided.",
    source: conditional,
    evidence: "documented",
  },
  wrongBusinessUnit: {
    code: "0x80041409",
    status: 400,
    message:
      "Cannot associate security role because the security role's Business Unit is not the same as the user's Business Unit. Details: userid={0}, userBU={1}, roleId={2}, roleBU={3}",
    source: `${errorCodes} (UserInWrongBusiness); the status is assumed`,
    evidence: "documented",
  },
  roleNotAssigned: {
    code: "0x80040217",
    status: 404,
    message: "Entity 'systemuserroles' with roleid = {0} and systemuserid = {1} Does Not Exist",
    source: "not published: that a role which is not held answers 404",
    evidence: "assumed",
  },
  lastSystemAdministrator: {
    code: "0x80041d30",
    status: 400,
    message:
      "A user cannot be removed from the System Administrator Role if they are the only user that has the role.",
    source: `${errorCodes} (CannotRemoveFromSysAdmin); the status is assumed`,
    evidence: "documented",
  },
  disableLastSystemAdministrator: {
    code: "0x80041d2f",
    status: 400,
    message: "A user cannot be disabled if they are the only user that has the System Administrator Role.",
    source: `${errorCodes} (CannotDisableSysAdmin); the status is assumed`,
    evidence: "documented",
  },
  lastFullAccess: {
    code: "0x80040d38",
    status: 400,
    message: "A user cannot change their access mode if they are the only user with Full Access mode.",
    source: `${errorCodes} (CannotChangeAccessMode); the status is assumed`,
    evidence: "documented",
  },
  accessModeNeedsAdministrator: {
    code: "0x80048d2f",
    status: 403,
    message:
      "You need to have system administrator role and access mode Full to change access mode of a user. Details: {0}",
    source: `${errorCodes} (AccessModeChangeNeedSystemAdmin); the status is assumed, and so is that an application user with the role may change it`,
    evidence: "assumed",
  },
  tooManyNonInteractive: {
    code: "SandboxNonInteractiveLimit",
    status: 400,
    message:
      "Your organization has reached its maximum number of non-interactive users. To mark this account as non-interactive, mark another user account as interactive or deactivate a user account.",
    source:
      "the limit: Power Platform admin guide, Create users; the text: seen in the user interface; the code is the sandbox's own, none is published",
    evidence: "assumed",
  },
  applicationUserAccessMode: {
    code: "0x80040d40",
    status: 400,
    message: "An application user's access mode cannot be changed.",
    source: `${errorCodes} (ApplicationUserCannotChangeAccessMode); the status is assumed`,
    evidence: "documented",
  },
  outsideOptions: {
    code: "0x8004431A",
    status: 400,
    message:
      "A validation error occurred. The value {1} of '{0}' on record of type 'systemuser' is outside the valid range.",
    source: `${statusCodes} (PicklistValueOutOfRange); the text: ${measured}`,
    evidence: "documented",
  },
  tooLong: {
    code: "0x80044331",
    status: 400,
    message:
      "A validation error occurred.  The length of the '{0}' attribute of the 'systemuser' entity exceeded the maximum allowed length of '{1}'.",
    source: batchPage,
    evidence: "documented",
  },
  objectIdReadOnly: {
    code: "0x80041d4f",
    status: 400,
    message: "The property AzureActiveDirectoryObjectId cannot be modified.",
    source: `${errorCodes} (CannotUpdateAzureActiveDirectoryObjectIdField); the status is assumed`,
    evidence: "documented",
  },
  isLicensedReadOnly: {
    code: "0x80041d4c",
    status: 400,
    message: "The property IsLicensed cannot be modified.",
    source: `${errorCodes} (CannotUpdateSyncUserIsLicensedField); the status is assumed`,
    evidence: "documented",
  },
  isLicensedOnCreate: {
    code: "0x80041d4d",
    status: 400,
    message: "The property IsLicensed cannot be set for Sync User Creation.",
    source: `${errorCodes} (CannotCreateSyncUserIsLicensedField); the status is assumed`,
    evidence: "documented",
  },
  isSyncReadOnly: {
    code: "0x80041d4e",
    status: 400,
    message: "The property IsSyncUserWithDirectory cannot be modified.",
    source: `${errorCodes} (CannotUpdateSyncUserIsSyncWithDirectoryField); the status is assumed`,
    evidence: "documented",
  },
  columnReadOnly: {
    code: "0x80048d19",
    status: 400,
    message: "The property '{0}' of 'systemuser' cannot be set.",
    source: "the sandbox's rule: never a silent success (the service ignores such columns)",
    evidence: "assumed",
  },
  enableUnlicensed: {
    code: "0x8004D24C",
    status: 400,
    message: "Cannot enable an unlicensed user",
    source: `${errorCodes}; the status is assumed`,
    evidence: "documented",
  },
  enableDeleted: {
    code: "0x80048357",
    status: 400,
    message: "A user that was deleted or disabled in Microsoft Entra ID cannot be enabled.",
    source: `${errorCodes} (deleted users); text, status, and that it covers disabled accounts, are assumed`,
    evidence: "assumed",
  },
  deleteEnabled: {
    code: "0x80048356",
    status: 400,
    message: "A user must be disabled before it is deleted.",
    source: `${errorCodes}; text and status are assumed`,
    evidence: "assumed",
  },
  deleteExisting: {
    code: "0x80048359",
    status: 400,
    message: "A user that still exists in Microsoft Entra ID cannot be deleted.",
    source: `${errorCodes}; text and status are assumed`,
    evidence: "assumed",
  },
  duplicateApplicationUser: {
    code: "0x8004F511",
    status: 400,
    message: "A user with application id {0} already exists in the organization.",
    source: `${errorCodes} (DuplicateApplicationUser); text and status are assumed`,
    evidence: "assumed",
  },
  unknownApplication: {
    code: "0x80041d49",
    status: 400,
    message:
      "Application needs to be registered and enabled at deployment level before it can be created for this organization",
    source: `${errorCodes}; that it is the answer to an unknown application id, and the status, are assumed`,
    evidence: "assumed",
  },
  unknownSignInName: {
    code: "0x80041d4b",
    status: 400,
    message: "This is not a valid Microsoft Online Services ID for this organization.",
    source: `${errorCodes} (CannotCreateSyncUserObjectMissing); the status is assumed`,
    evidence: "documented",
  },
  badPayload: {
    code: "0x80048d19",
    status: 400,
    message: "Error identified in Payload provided by the user for Entity :'{0}'. {1}",
    source: `${errorCodes}; the beginning of the text: ${measured}`,
    evidence: "observed",
  },
  badQuery: {
    code: "0x80060888",
    status: 400,
    message: "{0}",
    source: measured,
    evidence: "observed",
  },
  segmentNotFound: {
    code: "0x80060888",
    status: 400,
    message: "Resource not found for the segment '{0}'.",
    source: measured,
    evidence: "observed",
  },
  badBatch: {
    code: "",
    status: 400,
    message: "{0}",
    source: `${batchPage}; texts that it does not give are assumed`,
    evidence: "assumed",
  },
  noContentId: {
    code: "0x80060888",
    status: 400,
    message: "Content-ID header not present. Each part of a change set needs one.",
    source: measured,
    evidence: "observed",
  },
  streamNotReadable: {
    code: "0x80048d19",
    status: 400,
    message: "Stream was not readable. A part with a body needs its own Content-Type.",
    source: measured,
    evidence: "observed",
  },
  unknownContentId: {
    code: "",
    status: 400,
    message: "Content-ID Reference: '{0}' does not exist in the batch context.",
    source: batchPage,
    evidence: "documented",
  },
  notCovered: {
    code: "SandboxNotCovered",
    status: 501,
    message:
      "The sandbox does not cover {0} of the Dataverse Web API. sandbox/README.md lists what it covers.",
    source: "the sandbox's rule: never a silent success",
    evidence: "assumed",
  },
  ...dataverseRoleErrors,
} as const satisfies Record<string, ErrorEntry>;
