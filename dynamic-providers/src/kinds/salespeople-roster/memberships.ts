import type { Team } from "../../clients/dataverse/dataverse";
import type { Tenant } from "../../clients/tenant";
import { problem } from "../../messages/notice";
import { ROLE_NOTICES } from "../../messages/roles";
import type { Problem } from "../../problems";
import { nearest } from "../../text/nearest";
import type { Members } from "./find";

/** The teams that a roster is about, and who is in them. */
export interface Memberships {
  /** All teams whose members are chosen by hand; none when no team is asked for or was joined here. */
  readonly teams: readonly Team[];
  /** Ids of the teams a system user is in, of those that the roster is about. */
  readonly teamsOf: (systemUserId: string | undefined) => readonly string[];
}

/** Reads teams and their members, and nothing when no team is asked for or was joined here. */
export async function findMemberships(
  names: readonly string[],
  members: Members,
  organizationUrl: string,
  tenant: Tenant,
): Promise<Memberships> {
  const granted = new Set(Object.values(members).flatMap(({ grantedTeams }) => grantedTeams));
  if (names.length === 0 && granted.size === 0) return { teams: [], teamsOf: () => [] };
  const dataverse = tenant.dataverse(organizationUrl);
  const teams = await dataverse.teams();
  const wanted = new Set(resolveTeams(names, teams).value.map((team) => team.teamId));
  const concerned = teams.map(({ teamId }) => teamId).filter((id) => wanted.has(id) || granted.has(id));
  const users = await dataverse.teamMembers(concerned);
  return {
    teams,
    teamsOf: (systemUserId) =>
      systemUserId === undefined ? [] : concerned.filter((id) => users.get(id)?.has(systemUserId)),
  };
}

/** The teams that names mean, in any letter case. `where` of a problem is `teams[1]`. */
export function resolveTeams(
  names: readonly string[],
  teams: readonly Team[],
): { readonly value: readonly Team[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, Team>();
  const problems: Problem[] = [];
  for (const [index, name] of names.entries()) {
    const meant = teams.filter((team) => fold(team.name) === fold(name));
    const exact = meant.filter((team) => team.name === name);
    const [team, ...others] = exact.length === 1 ? exact : meant;
    if (team !== undefined && others.length === 0) found.set(team.teamId, team);
    else problems.push(problemOf(name, `teams[${String(index)}]`, meant.length, teams));
  }
  return { value: [...found.values()], problems };
}

function problemOf(name: string, where: string, count: number, teams: readonly Team[]): Problem {
  if (count > 1) return problem(ROLE_NOTICES["team-ambiguous"], where, { team: name, count });
  const similar = nearest(
    name,
    teams.map((team) => team.name),
  );
  if (similar.length === 0) return problem(ROLE_NOTICES["team-unknown"], where, { team: name });
  const names = similar.map((one) => `"${one}"`).join(" or ");
  return problem(ROLE_NOTICES["team-misspelled"], where, { team: name, names });
}

function fold(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
