import type { Filter, Literal } from "../odata/filter";
import type { Sandbox } from "../sandbox";
import type { Entity, Table } from "./tables/table";

/**
 * Rows among which are all that meet a filter. Where the filter names values of an indexed column these are few;
 * otherwise they are all rows of the table.
 */
export function candidateRows(table: Table, filter: Filter | undefined, sandbox: Sandbox): Iterable<Entity> {
  return (filter && pinnedRows(filter, table, sandbox))?.values() ?? table.all(sandbox);
}

/** Undefined: the filter names no values of an indexed column. */
function pinnedRows(filter: Filter, table: Table, sandbox: Sandbox): Map<string, Entity> | undefined {
  switch (filter.kind) {
    case "and":
      for (const operand of filter.operands) {
        const rows = pinnedRows(operand, table, sandbox);
        if (rows !== undefined) return rows;
      }
      return undefined;
    case "or": {
      const all = new Map<string, Entity>();
      for (const operand of filter.operands) {
        const rows = pinnedRows(operand, table, sandbox);
        if (rows === undefined) return undefined;
        for (const [id, row] of rows) all.set(id, row);
      }
      return all;
    }
    case "compare":
      return filter.operator === "eq" ? rowsWith(filter.property, [filter.value], table, sandbox) : undefined;
    case "in":
      return rowsWith(filter.property, filter.values, table, sandbox);
    default:
      return undefined;
  }
}

function rowsWith(
  column: string,
  values: readonly Literal[],
  table: Table,
  sandbox: Sandbox,
): Map<string, Entity> | undefined {
  const found = new Map<string, Entity>();
  for (const { type, value } of values) {
    // Other constants are compared in other ways than an index does.
    const rows = type === "string" || type === "guid" ? table.lookUp(column, value, sandbox) : undefined;
    if (rows === undefined) return undefined;
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}
