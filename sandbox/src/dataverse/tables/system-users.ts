import type { Sandbox } from "../../sandbox";
import type { SystemUser } from "../../state/model";
import type { SystemUserIndex } from "../../state/store";
import { seenRolesOfUser } from "../held-roles";
import { businessUnits } from "./business-units";
import { businessUnitLookup, column, derivedGuid, organizationId } from "./column-helpers";
import { roles } from "./roles";
import { plainSystemUserColumns } from "./system-user-columns";
import { defineTable, type Table } from "./table";
import { isMember, teams } from "./teams";

/** Rows that can be seen: one just added appears after `settings.addUserDelay`. */
export function isVisible(user: SystemUser, { clock }: Sandbox): boolean {
  return user.visibleAt <= clock.now();
}

const computedColumns = {
  ownerid: column<SystemUser>((user) => user.systemuserid),
  accessmode: column<SystemUser>((user) => user.accessmode),
  azurestate: column<SystemUser>((user) => user.azurestate),
  internalemailaddress: column<SystemUser>((user) => user.internalemailaddress),
  address1_addressid: column<SystemUser>((user) => derivedGuid("address1", user.systemuserid)),
  address2_addressid: column<SystemUser>((user) => derivedGuid("address2", user.systemuserid)),
  organizationid: organizationId,
  azureactivedirectoryobjectid: column<SystemUser>((user) => user.azureactivedirectoryobjectid),
  yomifullname: column<SystemUser>((user) => user.fullname),
  firstname: column<SystemUser>((user) => user.firstname),
  lastname: column<SystemUser>((user) => user.lastname),
  fullname: column<SystemUser>((user) => user.fullname),
  isdisabled: column<SystemUser>((user) => user.isdisabled),
  identityid: column<SystemUser>((user) => parseInt(user.systemuserid.slice(0, 4), 16)),
  issyncwithdirectory: column<SystemUser>((user) => user.issyncwithdirectory),
  islicensed: column<SystemUser>((user) => user.islicensed),
  // 38 was recorded for a licensed user; what an unlicensed one has is assumed.
  userlicensetype: column<SystemUser>((user) => (user.islicensed ? 38 : -1)),
  _calendarid_value: column<SystemUser>((user) => derivedGuid("calendar", user.systemuserid)),
  _queueid_value: column<SystemUser>((user) => derivedGuid("queue", user.systemuserid)),
  _defaultmailbox_value: column<SystemUser>((user) => derivedGuid("mailbox", user.systemuserid)),
  _businessunitid_value: column<SystemUser>((user) => user.businessunitid),
  deletedstate: column<SystemUser>((user) => (user.azurestate === 1 ? 1 : 0)),
  applicationid: column<SystemUser>((user) => user.applicationid),
  systemuserid: column<SystemUser>((user) => user.systemuserid),
  windowsliveid: column<SystemUser>((user) => user.domainname),
  domainname: column<SystemUser>((user) => user.domainname),
  versionnumber: column<SystemUser>((user) => user.versionnumber),
};

export const systemUsers: Table = defineTable<SystemUser>({
  logicalName: "systemuser",
  entitySet: "systemusers",
  key: "systemuserid",
  complete: true,
  columns: {
    ...Object.fromEntries(
      Object.entries(plainSystemUserColumns).map(([name, initial]) => [
        name,
        column<SystemUser>((user) => (Object.hasOwn(user.columns, name) ? user.columns[name] : initial)),
      ]),
    ),
    ...computedColumns,
  },
  labels: {
    accessmode: {
      0: "Read-Write",
      1: "Administrative",
      2: "Read",
      3: "Support User",
      4: "Non-interactive",
      5: "Delegated Admin",
    },
    azurestate: { 0: "Exists", 1: "Soft deleted", 2: "Not found or hard deleted" },
    deletedstate: { 0: "Not deleted", 1: "Soft deleted" },
    caltype: { 7: "Enterprise" },
  },
  lookups: { _businessunitid_value: businessUnitLookup },
  navigations: {
    systemuserroles_association: { collection: true, target: () => roles, ids: seenRolesOfUser },
    teammembership_association: {
      collection: true,
      target: () => teams,
      ids: function* (user, sandbox) {
        for (const team of sandbox.store.all("teams")) {
          if (isMember(user, team, sandbox)) yield team.teamid;
        }
      },
    },
    businessunitid: { collection: false, target: () => businessUnits, ids: (user) => [user.businessunitid] },
  },
  idOf: (user) => user.systemuserid,
  versionOf: (user) => user.versionnumber,
  rows: function* (sandbox) {
    for (const user of sandbox.store.all("systemusers")) if (isVisible(user, sandbox)) yield user;
  },
  find: (id, sandbox) => {
    const user = sandbox.store.get("systemusers", id);
    return user !== undefined && isVisible(user, sandbox) ? user : undefined;
  },
  indexes: {
    azureactivedirectoryobjectid: indexed("azureactivedirectoryobjectid"),
    applicationid: indexed("applicationid"),
    domainname: indexed("domainname"),
  },
});

function indexed(column: SystemUserIndex): (value: string, sandbox: Sandbox) => readonly SystemUser[] {
  return (value, sandbox) =>
    sandbox.store.systemUsersBy(column, value).filter((user) => isVisible(user, sandbox));
}
