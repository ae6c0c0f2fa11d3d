import type { Sandbox } from "../../sandbox";
import type { Team } from "../../state/model";
import { seenRolesOfTeam } from "../held-roles";
import { businessUnits } from "./business-units";
import { businessUnitLookup, column, nulls, organizationId, seededOn } from "./column-helpers";
import { roles } from "./roles";
import { systemUsers } from "./system-users";
import { defineTable, type Table } from "./table";

/** System user ids. The default team of a business unit holds all of its users; they cannot be removed. */
export function teamMembers(team: Team, { store }: Sandbox): readonly string[] {
  if (!team.isdefault) return team.members;
  return [...store.all("systemusers")]
    .filter((user) => user.businessunitid === team.businessunitid)
    .map((user) => user.systemuserid);
}

/** Columns: Dataverse table reference, team; those that nothing here sets are left out. */
export const teams: Table = defineTable<Team>({
  logicalName: "team",
  entitySet: "teams",
  key: "teamid",
  complete: false,
  columns: {
    teamid: column<Team>((team) => team.teamid),
    name: column<Team>((team) => team.name),
    teamtype: column<Team>((team) => team.teamtype),
    isdefault: column<Team>((team) => team.isdefault),
    _businessunitid_value: column<Team>((team) => team.businessunitid),
    versionnumber: column<Team>((team) => team.versionnumber),
    ownerid: column<Team>((team) => team.teamid),
    organizationid: organizationId,
    membershiptype: 0,
    systemmanaged: false,
    createdon: seededOn,
    modifiedon: seededOn,
    ...nulls("_administratorid_value azureactivedirectoryobjectid description emailaddress"),
  },
  labels: {
    teamtype: { 0: "Owner", 1: "Access", 2: "Security Group", 3: "Office Group" },
    membershiptype: { 0: "Members and guests", 1: "Members", 2: "Owners", 3: "Guests" },
  },
  lookups: { _businessunitid_value: businessUnitLookup },
  navigations: {
    businessunitid: { collection: false, target: () => businessUnits, ids: (team) => [team.businessunitid] },
    teammembership_association: { collection: true, target: () => systemUsers, ids: teamMembers },
    teamroles_association: { collection: true, target: () => roles, ids: seenRolesOfTeam },
  },
  idOf: (team) => team.teamid,
  versionOf: (team) => team.versionnumber,
  rows: ({ store }) => store.all("teams"),
  find: (id, { store }) => store.get("teams", id),
});
