import { remember } from "../rules/role-cache";
import type { Sandbox } from "../sandbox";
import type { SystemUser, Team } from "../state/model";

/** Ids of the roles a user holds directly, as reads see them. */
export function seenRolesOfUser(user: SystemUser, sandbox: Sandbox): readonly string[] {
  return remember(`user ${user.systemuserid}`, sandbox, () => user.roles);
}

/** Ids of a team's roles, as reads see them. */
export function seenRolesOfTeam(team: Team, sandbox: Sandbox): readonly string[] {
  return remember(`team ${team.teamid}`, sandbox, () => team.roles);
}
