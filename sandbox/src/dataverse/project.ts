import type { Query } from "../odata/query";
import type { Sandbox } from "../sandbox";
import { wants } from "./preferences";
import { selectRows } from "./select-rows";
import type { Entity, Table } from "./tables/table";

export interface View {
  readonly sandbox: Sandbox;
  /** Address of the service root, with a closing slash. */
  readonly root: string;
  /** Value of `odata.include-annotations`. */
  readonly includeAnnotations: string | undefined;
}

type Projection = Pick<Query, "select" | "expand">;

const formattedValue = "OData.Community.Display.V1.FormattedValue";

/** A row as JSON: etag, the columns asked for (the key always), their annotations, expanded rows. */
export function project(row: Entity, { select, expand }: Projection, view: View): Record<string, unknown> {
  return { "@odata.etag": etagOf(row), ...columnsOf(row, { select, expand }, view) };
}

function columnsOf(row: Entity, { select, expand }: Projection, view: View): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const column of selectedColumns(row.table, select)) {
    const value = row.value(column);
    Object.assign(result, annotations(row.table, column, value, view));
    result[column] = value;
  }
  for (const expansion of expand) {
    const { navigation, query, reference } = expansion;
    if (row.table.navigation(navigation)?.collection === true) {
      const rows = selectRows(row.related(navigation), query).slice(0, query.top);
      result[navigation] = rows.map((related) => project(related, query, view));
    } else {
      const [related] = selectRows(row.related(navigation), query);
      // The documented examples show rows behind a lookup without an etag (Join tables using OData).
      if (related === undefined) result[navigation] = null;
      else if (reference) result[navigation] = { "@odata.id": addressOf(related, view.root) };
      else result[navigation] = columnsOf(related, query, view);
    }
  }
  return result;
}

export function addressOf({ table, id }: Pick<Entity, "table" | "id">, root: string): string {
  return `${root}${table.entitySet}(${id})`;
}

export function etagOf(row: Entity): string {
  return `W/"${row.version}"`;
}

/** What stands behind `#` in `@odata.context`: the entity set and what was selected of it. */
export function contextOf(table: Table, query: Projection): string {
  return table.entitySet + selection(query);
}

function selection({ select, expand }: Projection): string {
  const parts = [
    ...(select ?? []),
    ...expand.map(({ navigation, reference, query }) =>
      reference ? `${navigation},${navigation}/$ref()` : `${navigation}${selection(query) || "()"}`,
    ),
  ];
  return parts.length === 0 ? "" : `(${parts.join(",")})`;
}

function selectedColumns(table: Table, select: readonly string[] | undefined): Iterable<string> {
  return select === undefined ? table.columns : new Set([...select, ...table.identity]);
}

function annotations(
  table: Table,
  column: string,
  value: unknown,
  { sandbox, includeAnnotations }: View,
): Record<string, string> {
  if (includeAnnotations === undefined || value === null || value === undefined) return {};
  const lookup = table.lookup(column);
  const found: readonly (readonly [name: string, value: string | undefined])[] = [
    [
      formattedValue,
      lookup === undefined ? format(table, column, value) : lookup.nameOf(value as string, sandbox),
    ],
    ["Microsoft.Dynamics.CRM.associatednavigationproperty", lookup?.navigation],
    ["Microsoft.Dynamics.CRM.lookuplogicalname", lookup?.target],
  ];
  return Object.fromEntries(
    found.flatMap(([name, text]) =>
      text !== undefined && wants(includeAnnotations, name) ? [[`${column}@${name}`, text]] : [],
    ),
  );
}

/** As an English organization shows a value (recorded: `9,999`, `Yes`, `9/22/2025 10:03 AM`). */
function format(table: Table, column: string, value: unknown): string | undefined {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return table.label(column, value) ?? value.toLocaleString("en-US");
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return undefined;
  const time = new Date(value);
  const hours = time.getUTCHours();
  const minutes = String(time.getUTCMinutes()).padStart(2, "0");
  const date = `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()}`;
  return `${date} ${hours % 12 || 12}:${minutes} ${hours < 12 ? "AM" : "PM"}`;
}
