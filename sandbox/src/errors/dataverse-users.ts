import { errorCodes } from "./dataverse-sources";
import type { ErrorEntry } from "./sandbox-error";

/** What the Web API refuses about system users. */
export const systemUserErrors = {
  tooManyNonInteractive: {
    code: "SandboxNonInteractiveLimit",
    status: 400,
    message:
      "Your organization has reached its maximum number of non-interactive users. To mark this account as non-interactive, mark another user account as interactive or deactivate a user account.",
    source:
      "the limit: Power Platform admin guide, Create users; the text: seen in the user interface; the code is the sandbox's own, none is published",
    evidence: "assumed",
  },
  accessModeNeedsAdministrator: {
    code: "0x80048d2f",
    status: 403,
    message:
      "You need to have system administrator role and access mode Full to change access mode of a user. Details: {0}",
    source: `${errorCodes} (AccessModeChangeNeedSystemAdmin); the status is assumed, and so is that an application user with the role may change it`,
    evidence: "assumed",
  },
  applicationUserAccessMode: {
    code: "0x80040d40",
    status: 400,
    message: "An application user's access mode cannot be changed.",
    source: `${errorCodes} (ApplicationUserCannotChangeAccessMode); the status is assumed`,
    evidence: "documented",
  },
  lastFullAccess: {
    code: "0x80040d38",
    status: 400,
    message: "A user cannot change their access mode if they are the only user with Full Access mode.",
    source: `${errorCodes} (CannotChangeAccessMode); the status is assumed`,
    evidence: "documented",
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
    message: "User with SystemUserId={0} was deleted (DeletedState={1}) and can't be enabled.",
    source: `${errorCodes} (CannotEnableDeletedUser); the status, and that it covers disabled accounts, are assumed`,
    evidence: "documented",
  },
  deleteEnabled: {
    code: "0x80048356",
    status: 400,
    message: "User with SystemUserId={0} is not disabled. Disable user before deletion.",
    source: `${errorCodes} (CannotDeleteEnabledUser); the status is assumed`,
    evidence: "documented",
  },
  deleteExisting: {
    code: "0x80048359",
    status: 400,
    message:
      "User with SystemUserId={0} and AzureActiveDirectoryObjectId={1} is present in Azure Active Directory with state {2}. Please permanently delete user in Azure first.",
    source: `${errorCodes} (CannotDeleteAadUser); the status and the words for {2} are assumed`,
    evidence: "documented",
  },
  duplicateApplicationUser: {
    code: "0x8004F511",
    status: 400,
    message: "A user with application id {0} already exists in the organization.",
    source: `${errorCodes} (DuplicateApplicationUser); text and status are assumed`,
    evidence: "assumed",
  },
  unknownApplication: {
    code: "0x8004F510",
    status: 400,
    message:
      "We didn't find that application ID {0} in your Azure Active Directory (Azure AD). Make sure your application is registered in Azure AD.",
    source: `${errorCodes} (AzureApplicationIdNotFound); the status is assumed`,
    evidence: "documented",
  },
  unknownSignInName: {
    code: "0x80041d4b",
    status: 400,
    message: "This is not a valid Microsoft Online Services ID for this organization.",
    source: `${errorCodes} (CannotCreateSyncUserObjectMissing); the status is assumed`,
    evidence: "documented",
  },
  applicationUserUpdate: {
    code: "0x80041d48",
    status: 400,
    message: "The user representing an OAuth application cannot not be updated",
    source: `${errorCodes} (ApplicationUserCannotBeUpdated); that it is about the application id and the sign-in name, and the status, are assumed`,
    evidence: "assumed",
  },
  lastWritingAdministrator: {
    code: "0x80041d38",
    status: 400,
    message:
      "A user cannot be made a read only user if they are the last non read only user that has the System Administrator Role.",
    source: `${errorCodes} (CannotMakeReadOnlyUser); the status is assumed`,
    evidence: "documented",
  },
  disableLastFullAccess: {
    code: "0x80040d39",
    status: 400,
    message: "A user cannot be disabled if it is the only user with Full Access mode.",
    source: `${errorCodes} (CannotDisableOnlyUserWithFullAccessMode); the status is assumed`,
    evidence: "documented",
  },
  deleteSwitchedOff: {
    code: "0x80040800",
    status: 400,
    message: "The 'Delete' method does not support entities of type 'systemuser'.",
    source:
      "the setting EnableSystemUserDelete of the organization (Enable delete disabled users); code, text and status are assumed",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
