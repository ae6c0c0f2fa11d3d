import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { isOn } from "../rules/org-settings";
import type { Role, Team } from "../state/model";
import { added, associationRoutes, removed } from "./association-routes";
import { demandPrivilege, demandPrivilegesOf } from "./caller";
import type { Call } from "./route";
import { roles } from "./tables/roles";
import { systemUsers } from "./tables/system-users";
import { isGroupTeam, teams, teamType } from "./tables/teams";

/** Members of teams, from both sides, and security roles of teams. */
export const teamAssociationRoutes: readonly Route[] = [
  ...associationRoutes({
    table: teams,
    navigation: "teammembership_association",
    target: systemUsers,
    add: addMember,
    remove: removeMember,
  }),
  ...associationRoutes({
    table: systemUsers,
    navigation: "teammembership_association",
    target: teams,
    add: (userId, teamId, call) => {
      addMember(teamId, userId, call);
    },
    remove: (userId, teamId, call) => {
      removeMember(teamId, userId, call);
    },
  }),
  ...associationRoutes({
    table: teams,
    navigation: "teamroles_association",
    target: roles,
    add: addRole,
    remove: (teamId, roleId, call) => {
      demandPrivilege(call.caller, "prvAssignRole", call.sandbox);
      const team = teamOf(teamId, call);
      const rest = removed(team.roles, roleId, "teamroles", `roleid = ${roleId}`, `teamid = ${teamId}`);
      save({ ...team, roles: rest }, call);
    },
  }),
];

function addMember(teamId: string, userId: string, call: Call): void {
  const team = changeableTeam(teamId, dataverseErrors.defaultTeamAdd, call);
  save({ ...team, members: added(team.members, userId) }, call);
}

function removeMember(teamId: string, userId: string, call: Call): void {
  const team = changeableTeam(teamId, dataverseErrors.defaultTeamRemove, call);
  const named = ["teammembership", `systemuserid = ${userId}`, `teamid = ${teamId}`] as const;
  save({ ...team, members: removed(team.members, userId, ...named) }, call);
}

/** A team whose members are chosen by hand. */
function changeableTeam(
  teamId: string,
  ofDefaultTeam: typeof dataverseErrors.defaultTeamAdd | typeof dataverseErrors.defaultTeamRemove,
  call: Call,
): Team {
  demandPrivilege(call.caller, "prvWriteTeam", call.sandbox);
  const team = teamOf(teamId, call);
  if (team.isdefault) throw new SandboxError(ofDefaultTeam, [teamId]);
  if (isGroupTeam(team)) throw new SandboxError(dataverseErrors.groupTeamMembers, [teamId]);
  return team;
}

function addRole(teamId: string, roleId: string, call: Call): void {
  const { caller, sandbox } = call;
  demandPrivilege(caller, "prvAssignRole", sandbox);
  const team = teamOf(teamId, call);
  const role = sandbox.store.get("roles", roleId);
  if (role === undefined) throw new SandboxError(dataverseErrors.notFound, ["role", roleId]);
  checkRole(team, role, call);
  demandPrivilegesOf(role, caller, sandbox);
  save({ ...team, roles: added(team.roles, roleId) }, call);
}

function checkRole(team: Team, role: Role, { sandbox }: Call): void {
  if (team.teamtype === teamType.access) {
    throw new SandboxError(dataverseErrors.accessTeamRoles, [team.teamid]);
  }
  const isForeign = role.businessunitid !== team.businessunitid;
  if (isForeign && !isOn("EnableOwnershipAcrossBusinessUnits", sandbox)) {
    const details = [team.teamid, team.businessunitid, role.roleid, role.businessunitid];
    throw new SandboxError(dataverseErrors.teamInWrongBusiness, details);
  }
  const isInheritable = roles.find(role.roleid, sandbox)?.value("isinherited") === 1;
  if (isGroupTeam(team) && !isInheritable) {
    throw new SandboxError(dataverseErrors.groupTeamRole, [team.teamid]);
  }
}

function teamOf(teamId: string, { sandbox }: Call): Team {
  const team = sandbox.store.get("teams", teamId);
  if (team === undefined) throw new SandboxError(dataverseErrors.notFound, ["team", teamId]);
  return team;
}

/** An association does not change the row: its etag stays (assumed). */
function save(team: Team, { sandbox }: Call): void {
  sandbox.store.put("teams", team.teamid, team);
}
