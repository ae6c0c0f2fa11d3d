import type { Privilege } from "../../state/model";
import { seenPrivilegesOfRole } from "../held-privileges";
import { column, derivedGuid } from "./column-helpers";
import { roles } from "./roles";
import { defineTable, type Table } from "./table";

/** Columns: Dataverse table reference, privilege. */
export const privileges: Table = defineTable<Privilege>({
  logicalName: "privilege",
  entitySet: "privileges",
  key: "privilegeid",
  complete: false,
  columns: {
    privilegeid: column<Privilege>((privilege) => privilege.privilegeid),
    name: column<Privilege>((privilege) => privilege.name),
    accessright: column<Privilege>((privilege) => privilege.accessright),
    canbebasic: column<Privilege>((privilege) => privilege.canbebasic),
    canbelocal: column<Privilege>((privilege) => privilege.canbelocal),
    canbedeep: column<Privilege>((privilege) => privilege.canbedeep),
    canbeglobal: column<Privilege>((privilege) => privilege.canbeglobal),
    canbeentityreference: false,
    canbeparententityreference: false,
    ismanaged: true,
    componentstate: 0,
    overwritetime: "1900-01-01T00:00:00Z",
    privilegerowid: column<Privilege>((privilege) => derivedGuid("row", privilege.privilegeid)),
    versionnumber: column<Privilege>((privilege) => privilege.versionnumber),
  },
  navigations: {
    roleprivileges_association: {
      collection: true,
      target: () => roles,
      ids: function* ({ privilegeid }, sandbox) {
        for (const role of sandbox.store.all("roles")) {
          if (seenPrivilegesOfRole(role, sandbox).has(privilegeid)) yield role.roleid;
        }
      },
    },
  },
  idOf: (privilege) => privilege.privilegeid,
  versionOf: (privilege) => privilege.versionnumber,
  rows: ({ store }) => store.all("privileges"),
  find: (id, { store }) => store.get("privileges", id),
});
