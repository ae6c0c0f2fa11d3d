import type { EntityDefinition } from "../../state/model";
import { guidOf } from "../guid";
import { knownMetadataIds } from "./known-ids";
import { tableFacts } from "./tables";

export function seedEntityDefinitions(): EntityDefinition[] {
  return tableFacts.map((fact) => ({
    MetadataId: knownMetadataIds.get(fact.LogicalName) ?? guidOf(`table ${fact.LogicalName}`),
    LogicalName: fact.LogicalName,
    SchemaName: fact.SchemaName,
    EntitySetName: fact.EntitySetName,
    PrimaryIdAttribute: fact.PrimaryIdAttribute,
    PrimaryNameAttribute: fact.PrimaryNameAttribute,
    OwnershipType: fact.OwnershipType,
  }));
}
