import { errorCodes, statusCodes } from "./dataverse-sources";
import type { ErrorEntry } from "./sandbox-error";

/** What the Web API refuses about teams and business units. All statuses but 405 are assumed. */
export const teamErrors = {
  defaultTeamAdd: {
    code: "0x8004830B",
    status: 400,
    message: "Can't add members to the default business unit team (TeamId = {0}).",
    source: `${errorCodes} (CannotAddMembersToDefaultTeam)`,
    evidence: "documented",
  },
  defaultTeamRemove: {
    code: "0x8004830C",
    status: 400,
    message: "Can't remove members from the default business unit team (TeamId = {0}).",
    source: `${errorCodes} (CannotRemoveMembersFromDefaultTeam)`,
    evidence: "documented",
  },
  defaultTeamName: {
    code: "0x8004830A",
    status: 400,
    message: "The default business unit team name can't be updated (TeamId = {0}).",
    source: `${errorCodes} (CannotUpdateNameDefaultTeam)`,
    evidence: "documented",
  },
  defaultTeamParent: {
    code: "0x80048308",
    status: 400,
    message: "The default business unit team parent can't be set (TeamId = {0}).",
    source: `${errorCodes} (CannotSetParentDefaultTeam)`,
    evidence: "documented",
  },
  defaultTeamDelete: {
    code: "0x80048307",
    status: 400,
    message: "The default business unit team can't be deleted (TeamId = {0}).",
    source: `${errorCodes} (CannotDeleteDefaultTeam)`,
    evidence: "documented",
  },
  groupTeamMembers: {
    code: "SandboxGroupTeamMembers",
    status: 400,
    message: "The members of team {0} are those of its Microsoft Entra group. Change the group.",
    source:
      "Power Platform admin guide, Manage group teams: membership comes from the group; the code is the sandbox's own, none is published",
    evidence: "assumed",
  },
  teamNameTooLong: {
    code: "0x80048305",
    status: 400,
    message: "The specified name for the team is too long.",
    source: `${errorCodes} (TeamNameTooLong)`,
    evidence: "documented",
  },
  teamGroupMissing: {
    code: "0x80072559",
    status: 400,
    message: "Error from Microsoft Entra ID: there is no group {0}.",
    source: `${errorCodes} (AADError); that it is the answer to an unknown group is assumed`,
    evidence: "assumed",
  },
  accessTeamRoles: {
    code: "0x80048331",
    status: 400,
    message: "Cannot assign roles or profiles to an access team (TeamId = {0}).",
    source: `${errorCodes} (CannotAssignRolesOrProfilesToAccessTeam)`,
    evidence: "documented",
  },
  groupTeamRole: {
    code: "0x80048350",
    status: 400,
    message:
      'Cannot assign security role with "Team Privileges only" Inheritance to Microsoft Entra ID Group or Office Group teams. (TeamId = {0})',
    source: `${errorCodes} (AadGroupTeamsCanOnlyAssignInheritableRoles)`,
    evidence: "documented",
  },
  teamInWrongBusiness: {
    code: "0x8004140d",
    status: 400,
    message:
      "Cannot associate security role because the security role's Business Unit is not the same as the team's Business Unit. Details: userid={0}, userBU={1}, roleId={2}, roleBU={3}",
    source: `${errorCodes} (TeamInWrongBusiness)`,
    evidence: "documented",
  },
  notAssociated: {
    code: "0x80040217",
    status: 404,
    message: "Entity '{0}' With {1} and {2} Does Not Exist",
    source: "not published: that removing what is not associated answers 404",
    evidence: "assumed",
  },
  nameTaken: {
    code: "0x8004022a",
    status: 400,
    message: "Duplicate record exists. {0}",
    source: `${errorCodes} (BusinessManagementObjectAlreadyExists); that it is the answer to a name that is taken in its business unit is assumed`,
    evidence: "assumed",
  },
  unitNameMissing: {
    code: "0x80041d00",
    status: 400,
    message: "The business name was unexpectedly missing.",
    source: errorCodes,
    evidence: "documented",
  },
  unitParentMissing: {
    code: "0x80041d02",
    status: 400,
    message: "The parent business was unexpectedly missing.",
    source: errorCodes,
    evidence: "documented",
  },
  unitDisabled: {
    code: "0x8004032c",
    status: 400,
    message: "The specified business unit : '{0}' is disabled.",
    source: `${errorCodes} (BusinessNotEnabled)`,
    evidence: "documented",
  },
  unitCannotBeDisabled: {
    code: "0x80041d59",
    status: 400,
    message:
      "Business unit cannot be disabled: no active user with system admin role exists outside of business unit subtree.",
    source: `${errorCodes} (BusinessUnitCannotBeDisabled)`,
    evidence: "documented",
  },
  unitNotDisabled: {
    code: "0x80041d60",
    status: 400,
    message: "Not disabled business unit cannot be deleted.",
    source: `${errorCodes} (BusinessUnitIsNotDisabledAndCannotBeDeleted)`,
    evidence: "documented",
  },
  unitHasChild: {
    code: "0x80041d61",
    status: 400,
    message: "Business unit has a child business unit and cannot be deleted.",
    source: `${errorCodes} (BusinessUnitHasChildAndCannotBeDeleted)`,
    evidence: "documented",
  },
  unitInUse: {
    code: "0x80040227",
    status: 405,
    message: "The object you tried to delete is associated with another object and cannot be deleted. {0}",
    source: `${errorCodes} (CannotDeleteDueToAssociation); ${statusCodes}; that users and teams of the unit are what it means here is assumed`,
    evidence: "assumed",
  },
} as const satisfies Record<string, ErrorEntry>;
