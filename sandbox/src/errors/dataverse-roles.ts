import type { ErrorEntry } from "./sandbox-error";

const errorCodes =
  "learn.microsoft.com, Dataverse Web service error codes (developer/data-platform/reference/web-service-error-codes)";
const measured = "answers of live organizations, as quoted by authors of Dataverse clients";

/** Refusals of the Web API that are about roles as rows, what they grant, and the metadata of tables. */
export const dataverseRoleErrors = {
  systemAdministratorFixed: {
    code: "0x80041d31",
    status: 400,
    message: "The System Administrator Role cannot be modified.",
    source: `${errorCodes} (CannotModifySysAdmin); the status is assumed`,
    evidence: "documented",
  },
  systemAdministratorUpdate: {
    code: "0x80041d56",
    status: 400,
    message: "The System Administrator Role cannot be updated.",
    source: `${errorCodes}; text, status, and that it covers a new name, are assumed`,
    evidence: "assumed",
  },
  systemAdministratorDelete: {
    code: "0x80041d55",
    status: 400,
    message: "The System Administrator Role cannot be deleted.",
    source: `${errorCodes}; text and status are assumed`,
    evidence: "assumed",
  },
  inheritedRole: {
    code: "0x80044152",
    status: 400,
    message: "Inherited roles cannot be modified.",
    source: `${errorCodes} (RestrictInheritedRole); the status is assumed`,
    evidence: "documented",
  },
  deleteInheritedRole: {
    code: "0x8004140c",
    status: 400,
    message: "An inherited role cannot be deleted. Delete the role that it is a copy of.",
    source: `${errorCodes}; text and status are assumed`,
    evidence: "assumed",
  },
  roleExists: {
    code: "0x80041403",
    status: 400,
    message: "A role with the name '{0}' already exists in the business unit.",
    source: `${errorCodes} (RoleAlreadyExists); text and status are assumed`,
    evidence: "documented",
  },
  nameTooLong: {
    code: "0x80044331",
    status: 400,
    message:
      "A validation error occurred.  The length of the 'name' attribute of the 'role' entity exceeded the maximum allowed length of '{0}'.",
    source: "learn.microsoft.com, Dataverse: Execute batch operations using the Web API, of another column",
    evidence: "documented",
  },
  notCustomizable: {
    code: "0x8004F026",
    status: 400,
    message:
      "The evaluation of the current component(name=Role, id={0}) in the current operation ({1}) failed during managed property evaluation of condition: Managed Property Name: iscustomizableanddeletable; Component Name: Role; Attribute Name: iscustomizable;",
    source: `the text: Microsoft's troubleshooting pages, of other components; that roles answer it too, and the status, are assumed`,
    evidence: "assumed",
  },
  deleteManaged: {
    code: "0x8004F032",
    status: 400,
    message:
      "The 'Delete' operation on the current component(name='Role', id='{0}') failed during managed property evaluation of condition: 'Managed'",
    source: `${errorCodes} (CannotDeleteMetadata); that it is the answer to deleting a role of a managed solution is assumed`,
    evidence: "assumed",
  },
  depthNotAllowed: {
    code: "0x80041400",
    status: 400,
    message: "The role data is invalid. Privilege {0} cannot be granted at depth {1}, only at {2}.",
    source: `${errorCodes} (0x80041400); that clients are refused with 400 was measured, which code it has is assumed`,
    evidence: "assumed",
  },
  unknownPrivilege: {
    code: "0x800404ce",
    status: 400,
    message: "The privilege id is invalid or missing.",
    source: `${errorCodes}; the status is assumed`,
    evidence: "documented",
  },
  duplicatePrivilege: {
    code: "0x8004140f",
    status: 400,
    message: "Privilege {0} is duplicated.",
    source: `${errorCodes}; the status is assumed`,
    evidence: "documented",
  },
  actOnBehalfFixed: {
    code: "0x8004Ed43",
    status: 403,
    message: "Act on Behalf of Another User privilege cannot be added or removed.",
    source: errorCodes,
    evidence: "documented",
  },
  privilegeNotGranted: {
    code: "0x80040217",
    status: 404,
    message: "Entity 'roleprivileges' with roleid = {0} and privilegeid = {1} Does Not Exist",
    source: "not published: that a privilege which is not granted answers 404",
    evidence: "assumed",
  },
  unknownTable: {
    code: "0x80041102",
    status: 400,
    message:
      "The entity with a name = '{0}' with namemapping = 'Logical' was not found in the MetadataCache.",
    source: `${errorCodes} (QueryBuilderNoEntity); the text: ${measured}`,
    evidence: "observed",
  },
  unknownMetadataId: {
    code: "0x80040217",
    status: 404,
    message: "Could not find an entity with specified entity id: {0}",
    source: "not published: what an unknown MetadataId is answered with",
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
