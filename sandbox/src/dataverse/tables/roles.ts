import type { Role } from "../../state/model";
import { seenPrivilegesOfRole } from "../held-privileges";
import { seenRolesOfTeam, seenRolesOfUser } from "../held-roles";
import { businessUnits } from "./business-units";
import { businessUnitLookup, column, derivedGuid, nulls, organizationId, seededOn } from "./column-helpers";
import { privileges } from "./privileges";
import { systemUsers } from "./system-users";
import { defineTable, type Lookup, type Table } from "./table";
import { teams } from "./teams";

const roleLookup: Omit<Lookup, "navigation"> = {
  target: "role",
  nameOf: (id, { store }) => store.get("roles", id)?.name,
};

/** Names and values of the columns: the recorded answer (see system-user-columns.ts). */
export const roles: Table = defineTable<Role>({
  logicalName: "role",
  entitySet: "roles",
  key: "roleid",
  complete: true,
  columns: {
    overwritetime: "1900-01-01T00:00:00Z",
    organizationid: organizationId,
    // 1, "Direct User (Basic) access level and Team privileges", is the documented default; that built-in roles have
    // it and those of solutions have 0 is roughly what the recording shows.
    isinherited: column<Role>((role) => role.isinherited ?? (role.roletemplateid === null ? 0 : 1)),
    solutionid: column<Role>((role) => derivedGuid("solution", role.parentrootroleid)),
    roleidunique: column<Role>((role) => derivedGuid("unique", role.roleid)),
    ismanaged: column<Role>((role) => role.ismanaged),
    roleid: column<Role>((role) => role.roleid),
    componentstate: 0,
    modifiedon: column<Role>((role) => role.modifiedon ?? role.createdon ?? seededOn),
    _parentrootroleid_value: column<Role>((role) => role.parentrootroleid),
    createdon: column<Role>((role) => role.createdon ?? seededOn),
    versionnumber: column<Role>((role) => role.versionnumber),
    _businessunitid_value: column<Role>((role) => role.businessunitid),
    name: column<Role>((role) => role.name),
    _parentroleid_value: column<Role>((role) => role.parentroleid),
    _roletemplateid_value: column<Role>((role) => role.roletemplateid),
    ...nulls(`
      overriddencreatedon importsequencenumber _createdby_value _createdonbehalfby_value _modifiedby_value
      _modifiedonbehalfby_value
    `),
    iscustomizable: column<Role>((role) =>
      managedProperty("iscustomizableanddeletable", role.iscustomizable),
    ),
    canbedeleted: column<Role>(() => managedProperty("canbedeleted", true)),
  },
  labels: {
    isinherited: {
      0: "Team privileges only",
      1: "Direct User (Basic) access level and Team privileges",
    },
    componentstate: { 0: "Published" },
  },
  lookups: {
    _businessunitid_value: businessUnitLookup,
    _parentroleid_value: { ...roleLookup, navigation: "parentroleid" },
    _parentrootroleid_value: { ...roleLookup, navigation: "parentrootroleid" },
  },
  navigations: {
    businessunitid: { collection: false, target: () => businessUnits, ids: (role) => [role.businessunitid] },
    parentroleid: {
      collection: false,
      target: () => roles,
      ids: ({ parentroleid }) => (parentroleid === null ? [] : [parentroleid]),
    },
    parentrootroleid: { collection: false, target: () => roles, ids: (role) => [role.parentrootroleid] },
    systemuserroles_association: {
      collection: true,
      target: () => systemUsers,
      ids: function* (role, sandbox) {
        for (const user of sandbox.store.all("systemusers")) {
          if (seenRolesOfUser(user, sandbox).includes(role.roleid)) yield user.systemuserid;
        }
      },
    },
    teamroles_association: {
      collection: true,
      target: () => teams,
      ids: function* (role, sandbox) {
        for (const team of sandbox.store.all("teams")) {
          if (seenRolesOfTeam(team, sandbox).includes(role.roleid)) yield team.teamid;
        }
      },
    },
    roleprivileges_association: {
      collection: true,
      target: () => privileges,
      ids: (role, sandbox) => seenPrivilegesOfRole(role, sandbox).keys(),
    },
  },
  idOf: (role) => role.roleid,
  versionOf: (role) => role.versionnumber,
  rows: ({ store }) => store.all("roles"),
  find: (id, { store }) => store.get("roles", id),
});

function managedProperty(name: string, value: boolean): object {
  return { Value: value, CanBeChanged: true, ManagedPropertyLogicalName: name };
}
