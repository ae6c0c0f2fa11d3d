import type { Sandbox } from "../../sandbox";
import type { Group, SystemUser, Team } from "../../state/model";
import { seenRolesOfTeam } from "../held-roles";
import { businessUnits } from "./business-units";
import { businessUnitLookup, column, organizationId, seededOn } from "./column-helpers";
import { roles } from "./roles";
import { systemUsers } from "./system-users";
import { defineTable, type Table } from "./table";

/** `team.teamtype` (Dataverse table reference, team). */
export const teamType = { owner: 0, access: 1, securityGroup: 2, officeGroup: 3 } as const;

/** Types of teams that stand for a group of Entra. */
export const groupTeams = [teamType.securityGroup, teamType.officeGroup] as const;

export function isGroupTeam({ teamtype }: Team): boolean {
  return groupTeams.some((type) => type === teamtype);
}

/** System user ids. The default team of a business unit holds all of its users; they cannot be removed. */
export function teamMembers(team: Team, sandbox: Sandbox): readonly string[] {
  if (!team.isdefault && groupOf(team, sandbox) === undefined) return team.members;
  return [...sandbox.store.all("systemusers")]
    .filter((user) => isMember(user, team, sandbox))
    .map((user) => user.systemuserid);
}

export function isMember(user: SystemUser, team: Team, sandbox: Sandbox): boolean {
  if (team.isdefault) return user.businessunitid === team.businessunitid;
  const { azureactivedirectoryobjectid: objectId } = user;
  if (groupOf(team, sandbox) === undefined || objectId === null) {
    return team.members.includes(user.systemuserid);
  }
  return isInGroupOf(objectId, team, sandbox);
}

/** `team.membershiptype` (Dataverse table reference, team). */
const membershipType = { everybody: 0, members: 1, owners: 2, guests: 3 } as const;

/** Whether an Entra user is of those whom a team takes from its group; groups have no owners in the sandbox. */
export function isInGroupOf(objectId: string, team: Team, sandbox: Sandbox): boolean {
  if (groupOf(team, sandbox)?.members.includes(objectId) !== true) return false;
  const isGuest = sandbox.store.get("users", objectId)?.userType === "Guest";
  switch (team.columns?.membershiptype) {
    case membershipType.owners:
      return false;
    case membershipType.members:
      return !isGuest;
    case membershipType.guests:
      return isGuest;
    default:
      return true;
  }
}

/** That people of the group are members at once, not only after they have come by, is assumed. */
function groupOf(team: Team, { store }: Sandbox): Group | undefined {
  const groupId = team.columns?.azureactivedirectoryobjectid;
  return isGroupTeam(team) && typeof groupId === "string" ? store.get("groups", groupId) : undefined;
}

function ownColumn(name: string, initial: unknown = null) {
  return column<Team>((team) => team.columns?.[name] ?? initial);
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
    membershiptype: ownColumn("membershiptype", 0),
    systemmanaged: false,
    createdon: ownColumn("createdon", seededOn),
    modifiedon: ownColumn("modifiedon", seededOn),
    _administratorid_value: ownColumn("administratorid"),
    azureactivedirectoryobjectid: ownColumn("azureactivedirectoryobjectid"),
    description: ownColumn("description"),
    emailaddress: ownColumn("emailaddress"),
  },
  labels: {
    teamtype: { 0: "Owner", 1: "Access", 2: "Security Group", 3: "Office Group" },
    membershiptype: { 0: "Members and guests", 1: "Members", 2: "Owners", 3: "Guests" },
  },
  lookups: {
    _businessunitid_value: businessUnitLookup,
    _administratorid_value: {
      navigation: "administratorid",
      target: "systemuser",
      nameOf: (id, { store }) => store.get("systemusers", id)?.fullname,
    },
  },
  navigations: {
    businessunitid: { collection: false, target: () => businessUnits, ids: (team) => [team.businessunitid] },
    administratorid: {
      collection: false,
      target: () => systemUsers,
      ids: ({ columns }) => (typeof columns?.administratorid === "string" ? [columns.administratorid] : []),
    },
    teammembership_association: { collection: true, target: () => systemUsers, ids: teamMembers },
    teamroles_association: { collection: true, target: () => roles, ids: seenRolesOfTeam },
  },
  idOf: (team) => team.teamid,
  versionOf: (team) => team.versionnumber,
  rows: ({ store }) => store.all("teams"),
  find: (id, { store }) => store.get("teams", id),
});
