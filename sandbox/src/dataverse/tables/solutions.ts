import type { Solution } from "../../state/model";
import { column, nulls, organizationId, seededOn } from "./column-helpers";
import { defineTable, type Table } from "./table";

/** Columns: Dataverse table reference, solution; those that say something about an installed one. */
export const solutions: Table = defineTable<Solution>({
  logicalName: "solution",
  entitySet: "solutions",
  key: "solutionid",
  complete: false,
  columns: {
    solutionid: column<Solution>((solution) => solution.solutionid),
    uniquename: column<Solution>((solution) => solution.uniquename),
    friendlyname: column<Solution>((solution) => solution.friendlyname),
    version: column<Solution>((solution) => solution.version),
    ismanaged: column<Solution>((solution) => solution.ismanaged),
    isvisible: true,
    installedon: seededOn,
    createdon: seededOn,
    modifiedon: seededOn,
    _organizationid_value: organizationId,
    versionnumber: column<Solution>((solution) => solution.versionnumber),
    ...nulls("_parentsolutionid_value description solutiontype updatedon upgradeinfo"),
  },
  idOf: (solution) => solution.solutionid,
  versionOf: (solution) => solution.versionnumber,
  rows: ({ store }) => store.all("solutions"),
  find: (id, { store }) => store.get("solutions", id),
});
