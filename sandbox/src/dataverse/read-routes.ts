import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { candidateRows } from "./candidate-rows";
import { readQuery } from "./check-query";
import { navigationOf } from "./navigation";
import { pageOf } from "./paging";
import { largestPage, parsePreferences, preferenceApplied, wants } from "./preferences";
import { addressOf, contextOf, etagOf, project } from "./project";
import { dataverseRoute, type Call } from "./route";
import { selectRows } from "./select-rows";
import { tables } from "./tables";
import type { Entity, Table } from "./tables/table";

const querySource = "learn.microsoft.com, Dataverse: Query data using the Web API";
const retrieveSource = "learn.microsoft.com, Dataverse: Retrieve a table row using the Web API";

/** Lists, single rows, and what navigation properties of a row lead to, of every table. */
export const readRoutes: readonly Route[] = [...tables.values()].flatMap((table) => [
  dataverseRoute(
    {
      method: "GET",
      path: table.entitySet,
      covers: "$select, $filter, $expand, $orderby, $top, $count, paging by maxpagesize, annotations",
      evidence: "documented",
      source: querySource,
    },
    (call) => list(table, undefined, call),
  ),
  dataverseRoute(
    {
      method: "GET",
      path: `${table.entitySet}({id})`,
      covers: "$select, $expand, ETag, If-None-Match, annotations",
      evidence: "documented",
      source: retrieveSource,
    },
    (call) => single(findRow(table, call.params.id, call), call),
  ),
  dataverseRoute(
    {
      method: "GET",
      path: `${table.entitySet}({id})/{navigation}`,
      covers: "what a navigation property leads to, with the options of a list or of a row",
      evidence: "documented",
      source: retrieveSource,
    },
    (call) => {
      if (table.hasColumn(call.params.navigation ?? "")) return propertyValue(table, call);
      const { row, name, target, collection } = follow(table, call);
      if (collection) return list(target, row.related(name), call);
      const [related] = row.related(name);
      return related === undefined ? { status: 204 } : single(related, call);
    },
  ),
  dataverseRoute(
    {
      method: "GET",
      path: `${table.entitySet}({id})/{navigation}/$ref`,
      covers: "addresses of related rows",
      evidence: "observed",
      source: "recorded in the tests of microsoft/terraform-provider-power-platform",
    },
    (call) => {
      const { row, name, collection } = follow(table, call);
      if (!collection) throw new SandboxError(dataverseErrors.notCovered, [`the reference of '${name}'`]);
      const value = row.related(name).map((related) => ({ "@odata.id": addressOf(related, call.root) }));
      return { status: 200, body: { "@odata.context": `${call.root}$metadata#Collection($ref)`, value } };
    },
  ),
]);

/** One column of a row: `{"value": …}`, or 204 where it has none (OData 4.0 part 1, 11.2.3). */
function propertyValue(table: Table, call: Call): SandboxResponse {
  const { request, params, root } = call;
  if (request.query.size > 0) {
    throw new SandboxError(dataverseErrors.badQuery, ["A single value takes no query options."]);
  }
  const column = params.navigation ?? "";
  const row = findRow(table, params.id, call);
  const value = row.value(column) ?? null;
  if (value === null) return { status: 204 };
  const address = `${table.entitySet}(${row.id})/${column}`;
  return { status: 200, body: { "@odata.context": `${root}$metadata#${address}`, value } };
}

/** The row of a table by its key. Throws 404 0x80040217. */
export function findRow(table: Table, id: string | undefined, { sandbox }: Pick<Call, "sandbox">): Entity {
  const row = id === undefined ? undefined : table.find(id, sandbox);
  if (row !== undefined) return row;
  throw new SandboxError(dataverseErrors.notFound, [table.logicalName, id ?? ""]);
}

function follow(table: Table, call: Call): { row: Entity; name: string; target: Table; collection: boolean } {
  const name = call.params.navigation ?? "";
  return { row: findRow(table, call.params.id, call), name, ...navigationOf(name, table) };
}

/** `related`: the rows to choose from; undefined: those of the whole table. */
function list(
  table: Table,
  related: readonly Entity[] | undefined,
  { request, sandbox, root }: Call,
): SandboxResponse {
  const query = readQuery(table, request.query);
  const { maxPageSize, includeAnnotations } = parsePreferences(request.headers.prefer);
  const rows = selectRows(related ?? candidateRows(table, query.filter, sandbox), query);
  // `$top` limits the only page, unless a page size is asked for: then it is ignored (Page results using OData).
  const page =
    query.top === undefined || maxPageSize !== undefined
      ? pageOf(rows, maxPageSize ?? largestPage, request.query.get("$skiptoken") ?? undefined)
      : { rows: rows.slice(0, Math.min(query.top, largestPage)), next: undefined };
  const count = Math.min(rows.length, largestPage);
  const body = {
    "@odata.context": `${root}$metadata#${contextOf(table, query)}`,
    ...(query.count ? { "@odata.count": count } : {}),
    ...(wants(includeAnnotations, "Microsoft.Dynamics.CRM.totalrecordcount")
      ? {
          "@Microsoft.Dynamics.CRM.totalrecordcount": query.count ? count : -1,
          "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": query.count && rows.length > largestPage,
        }
      : {}),
    value: page.rows.map((row) => project(row, query, { sandbox, root, includeAnnotations })),
    ...(page.next === undefined
      ? {}
      : { "@odata.nextLink": nextLink(request.origin + request.path, request.query, page.next) }),
  };
  return {
    status: 200,
    headers: preferenceApplied([
      maxPageSize !== undefined ? `odata.maxpagesize=${maxPageSize}` : undefined,
      annotationsApplied(includeAnnotations),
    ]),
    body,
  };
}

function nextLink(address: string, query: URLSearchParams, token: string): string {
  const next = new URLSearchParams(query);
  next.set("$skiptoken", token);
  return `${encodeURI(address)}?${next.toString().replaceAll("%24", "$")}`;
}

function single(row: Entity, call: Call): SandboxResponse {
  const { request } = call;
  const etag = etagOf(row);
  const { includeAnnotations } = parsePreferences(request.headers.prefer);
  // Never 304 with expanded rows or annotations: neither is covered by the row's etag (Perform conditional operations).
  const isConditional = !request.query.has("$expand") && includeAnnotations === undefined;
  if (isConditional && request.headers["if-none-match"] === etag) {
    return { status: 304, headers: { ETag: etag } };
  }
  return { status: 200, ...representation(row, call) };
}

/** Body and headers of an answer that holds one row. */
export function representation(
  row: Entity,
  { request, sandbox, root }: Call,
): { headers: Record<string, string>; body: object } {
  const query = readQuery(row.table, request.query);
  if (query.filter !== undefined || query.orderBy.length > 0 || query.top !== undefined || query.count) {
    throw new SandboxError(dataverseErrors.badQuery, ["One row takes only $select and $expand."]);
  }
  const { includeAnnotations } = parsePreferences(request.headers.prefer);
  return {
    headers: { ETag: etagOf(row), ...preferenceApplied([annotationsApplied(includeAnnotations)]) },
    body: {
      "@odata.context": `${root}$metadata#${contextOf(row.table, query)}/$entity`,
      ...project(row, query, { sandbox, root, includeAnnotations }),
    },
  };
}

function annotationsApplied(includeAnnotations: string | undefined): string | undefined {
  return includeAnnotations === undefined ? undefined : `odata.include-annotations="${includeAnnotations}"`;
}
