import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { Query } from "../odata/query";
import { readQuery } from "./check-query";
import { contextOf } from "./project";
import { dataverseRoute, type Call } from "./route";
import { selectRows } from "./select-rows";
import { entityDefinitions } from "./tables/entity-definitions";
import type { Entity } from "./tables/table";

const source = "learn.microsoft.com, Dataverse: Query table definitions using the Web API";

/** Definitions of tables. Of some hundred properties only those that say what a table and its privileges are called. */
export const metadataRoutes: readonly Route[] = [
  dataverseRoute({ method: "GET", path: "EntityDefinitions", evidence: "documented", source }, list),
  dataverseRoute(
    {
      method: "GET",
      path: "EntityDefinitions(LogicalName='{name}')",
      evidence: "observed",
      source: "recorded in the tests of microsoft/terraform-provider-power-platform",
    },
    (call) => single(definitionNamed(call.params.name ?? "", call), call),
  ),
  dataverseRoute(
    { method: "GET", path: "EntityDefinitions({id})", evidence: "documented", source },
    (call) => {
      const id = call.params.id ?? "";
      const definition = entityDefinitions.find(id, call.sandbox);
      if (definition === undefined) throw new SandboxError(dataverseErrors.unknownMetadataId, [id]);
      return single(definition, call);
    },
  ),
];

function definitionNamed(name: string, { sandbox }: Call): Entity {
  for (const definition of entityDefinitions.all(sandbox)) {
    if (definition.value("LogicalName") === name) return definition;
  }
  throw new SandboxError(dataverseErrors.unknownTable, [name]);
}

/** Never paged, and without etags. */
function list(call: Call): SandboxResponse {
  const query = metadataQuery(call);
  const value = selectRows(entityDefinitions.all(call.sandbox), query).map((row) => propertiesOf(row, query));
  return { status: 200, body: { "@odata.context": contextOfDefinitions(query, call), value } };
}

function single(definition: Entity, call: Call): SandboxResponse {
  const query = metadataQuery(call);
  if (query.filter !== undefined) {
    throw new SandboxError(dataverseErrors.badQuery, ["One definition takes only $select and $expand."]);
  }
  return {
    status: 200,
    body: {
      "@odata.context": `${contextOfDefinitions(query, call)}/$entity`,
      ...propertiesOf(definition, query),
    },
  };
}

function metadataQuery({ request }: Call): Query {
  const expanded = /^\w+/.exec(request.query.get("$expand") ?? "")?.[0];
  if (expanded !== undefined && entityDefinitions.hasColumn(expanded)) {
    throw new SandboxError(dataverseErrors.badQuery, [
      `Property '${expanded}' on type 'Microsoft.Dynamics.CRM.EntityMetadata' is not a navigation property or complex property. Only navigation properties can be expanded.`,
    ]);
  }
  const query = readQuery(entityDefinitions, request.query);
  for (const option of ["$top", "$orderby", "$count"]) {
    if (request.query.has(option)) {
      throw new SandboxError(dataverseErrors.notCovered, [`${option} for EntityDefinitions`]);
    }
  }
  return query;
}

function contextOfDefinitions(query: Query, { root }: Call): string {
  return `${root}$metadata#${contextOf(entityDefinitions, query)}`;
}

/** "The MetadataId property value is always returned." */
function propertiesOf(definition: Entity, { select }: Query): Record<string, unknown> {
  const { columns, key } = definition.table;
  const wanted = select === undefined ? columns : new Set([...select, key]);
  return Object.fromEntries([...wanted].map((column) => [column, definition.value(column)]));
}
