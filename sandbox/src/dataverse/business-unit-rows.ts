import { randomUUID } from "node:crypto";
import type { Sandbox } from "../sandbox";
import type { BusinessUnit, Team } from "../state/model";

/** Makes a unit with its default team and its copies of the roles of the unit above. */
export function addBusinessUnit(unit: BusinessUnit, { store }: Sandbox): void {
  const { businessunitid, parentbusinessunitid, name } = unit;
  store.put("businessunits", businessunitid, unit);
  const teamid = randomUUID();
  const versionnumber = store.nextVersion();
  const fresh = { teamtype: 0, isdefault: true, members: [], roles: [], versionnumber };
  store.put("teams", teamid, { teamid, name, businessunitid, ...fresh });
  for (const role of [...store.all("roles")]) {
    if (role.businessunitid !== parentbusinessunitid) continue;
    const roleid = randomUUID();
    const copy = { ...role, roleid, businessunitid, parentroleid: role.roleid };
    store.put("roles", roleid, { ...copy, versionnumber: store.nextVersion() });
  }
}

/** The default team is named like its unit. */
export function renameDefaultTeam({ businessunitid, name }: BusinessUnit, { store }: Sandbox): void {
  for (const team of [...store.all("teams")]) {
    if (!team.isdefault || team.businessunitid !== businessunitid) continue;
    store.put("teams", team.teamid, { ...team, name, versionnumber: store.nextVersion() });
  }
}

/** Takes the default team and the roles of a unit with it, also from those who hold such a role. */
export function deleteBusinessUnit({ businessunitid }: BusinessUnit, { store }: Sandbox): void {
  const gone = new Set<string>();
  for (const role of [...store.all("roles")]) {
    if (role.businessunitid !== businessunitid) continue;
    gone.add(role.roleid);
    store.delete("roles", role.roleid);
  }
  for (const team of [...store.all("teams")]) {
    if (team.businessunitid === businessunitid) store.delete("teams", team.teamid);
    else if (holdsAny(team, gone)) store.put("teams", team.teamid, { ...team, roles: without(team, gone) });
  }
  for (const user of [...store.all("systemusers")]) {
    if (!holdsAny(user, gone)) continue;
    store.put("systemusers", user.systemuserid, { ...user, roles: without(user, gone) });
  }
  store.delete("businessunits", businessunitid);
}

function holdsAny({ roles }: Pick<Team, "roles">, gone: ReadonlySet<string>): boolean {
  return roles.some((role) => gone.has(role));
}

function without({ roles }: Pick<Team, "roles">, gone: ReadonlySet<string>): string[] {
  return roles.filter((role) => !gone.has(role));
}
