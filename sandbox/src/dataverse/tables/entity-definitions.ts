import { rightOf } from "../../rules/rights";
import type { EntityDefinition } from "../../state/model";
import { column } from "./column-helpers";
import { defineTable, type Table } from "./table";

/** Metadata of tables, read like rows. Properties: Web API reference, EntityMetadata; names and order as recorded. */
export const entityDefinitions: Table = defineTable<EntityDefinition>({
  logicalName: "EntityMetadata",
  entitySet: "EntityDefinitions",
  key: "MetadataId",
  complete: false,
  columns: {
    MetadataId: column<EntityDefinition>((definition) => definition.MetadataId),
    HasChanged: null,
    LogicalName: column<EntityDefinition>((definition) => definition.LogicalName),
    OwnershipType: column<EntityDefinition>((definition) => definition.OwnershipType),
    PrimaryNameAttribute: column<EntityDefinition>((definition) => definition.PrimaryNameAttribute),
    PrimaryIdAttribute: column<EntityDefinition>((definition) => definition.PrimaryIdAttribute),
    SchemaName: column<EntityDefinition>((definition) => definition.SchemaName),
    EntitySetName: column<EntityDefinition>((definition) => definition.EntitySetName),
    Privileges: column<EntityDefinition>(({ LogicalName }, { store }) =>
      [...store.all("privileges")]
        .filter((privilege) => privilege.table === LogicalName)
        .map((privilege) => ({
          CanBeBasic: privilege.canbebasic,
          CanBeDeep: privilege.canbedeep,
          CanBeGlobal: privilege.canbeglobal,
          CanBeLocal: privilege.canbelocal,
          CanBeEntityReference: false,
          CanBeParentEntityReference: false,
          CanBeRecordFilter: false,
          Name: privilege.name,
          PrivilegeId: privilege.privilegeid,
          PrivilegeType: rightOf(privilege.accessright),
        })),
    ),
  },
  idOf: (definition) => definition.MetadataId,
  // Metadata has no etag.
  versionOf: () => 0,
  rows: ({ store }) => store.all("entitydefinitions"),
  find: (id, { store }) => store.get("entitydefinitions", id),
});
