import { dataverseQueryErrors } from "./dataverse-queries";
import { dataverseRoleErrors } from "./dataverse-roles";
import { batchPage, conditional, errorCodes, measured, statusCodes } from "./dataverse-sources";
import { teamErrors } from "./dataverse-teams";
import { systemUserErrors } from "./dataverse-users";
import type { ErrorEntry } from "./sandbox-error";

/**
 * Every refusal of the Web API. `evidence` is about the code and when it is answered; what else of an entry is not
 * published, its `source` says.
 */
export const dataverseErrors = {
  ...dataverseQueryErrors,
  ...systemUserErrors,
  ...teamErrors,
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
  outsideOptions: {
    code: "0x8004431A",
    status: 400,
    message:
      "A validation error occurred. The value {1} of '{0}' on record of type '{2}' is outside the valid range.",
    source: `${statusCodes} (PicklistValueOutOfRange); the text: ${measured}`,
    evidence: "documented",
  },
  tooLong: {
    code: "0x80044331",
    status: 400,
    message:
      "A validation error occurred.  The length of the '{0}' attribute of the '{2}' entity exceeded the maximum allowed length of '{1}'.",
    source: batchPage,
    evidence: "documented",
  },
  columnReadOnly: {
    code: "0x80048d19",
    status: 400,
    message: "The property '{0}' of '{1}' cannot be set.",
    source: "the sandbox's rule: never a silent success (the service ignores such columns)",
    evidence: "assumed",
  },
  badPayload: {
    code: "0x80048d19",
    status: 400,
    message: "Error identified in Payload provided by the user for Entity :'{0}'. {1}",
    source: `${errorCodes}; the beginning of the text: ${measured}`,
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
