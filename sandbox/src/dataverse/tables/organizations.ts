import { theEnvironment } from "../../rules/entitlement";
import { orgSettingsXml } from "../../rules/org-settings";
import type { Environment } from "../../state/model";
import { column, nulls, seededOn } from "./column-helpers";
import { defineTable, type Table } from "./table";

/** First label of the organization's own address, and its `name`: "org" and a part of its id, as recorded. */
export function organizationName(environment: Environment): string {
  return `org${environment.organizationId.slice(0, 8)}`;
}

/** Columns: those of some 400 recorded ones that can matter to accounts. */
export const organizations: Table = defineTable<Environment>({
  logicalName: "organization",
  entitySet: "organizations",
  key: "organizationid",
  complete: false,
  columns: {
    organizationid: column<Environment>((environment) => environment.organizationId),
    name: column<Environment>(organizationName),
    orgdborgsettings: column<Environment>(orgSettingsXml),
    organizationstate: 3,
    isdisabled: false,
    languagecode: 1033,
    localeid: 1033,
    initialversion: "9.2.25084.176",
    schemanameprefix: "new",
    // Organizations have no version of their own in the sandbox: nothing changes them.
    versionnumber: 1_000_000,
    createdon: seededOn,
    modifiedon: seededOn,
    ...nulls("_createdby_value _modifiedby_value disabledreason privacystatementurl"),
  },
  labels: { organizationstate: { 3: "Active" } },
  idOf: (environment) => environment.organizationId,
  versionOf: () => 1_000_000,
  rows: (sandbox) => [theEnvironment(sandbox)],
  find: (id, { store }) => {
    for (const environment of store.all("environments")) {
      if (environment.organizationId === id) return environment;
    }
    return undefined;
  },
});
