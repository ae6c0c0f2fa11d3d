import { matches, type Filter } from "../odata/filter";
import type { Ordering } from "../odata/query";
import type { Entity } from "./tables/table";

/** Rows that meet the filter, in the order asked for; rows that are equal in it keep theirs. */
export function selectRows(
  rows: Iterable<Entity>,
  { filter, orderBy }: { readonly filter: Filter | undefined; readonly orderBy: readonly Ordering[] },
): Entity[] {
  const found: Entity[] = [];
  for (const row of rows) if (filter === undefined || matches(filter, propertiesOf(row))) found.push(row);
  return orderBy.length === 0 ? found : found.sort((left, right) => compareRows(left, right, orderBy));
}

/** Columns, paths over lookups (`businessunitid/name`), and collections as arrays of the same. */
function propertiesOf(row: Entity): (name: string) => unknown {
  return (name) => {
    const slash = name.indexOf("/");
    if (slash >= 0) {
      const [target] = row.related(name.slice(0, slash));
      return target === undefined ? null : propertiesOf(target)(name.slice(slash + 1));
    }
    return row.table.hasColumn(name) ? row.value(name) : row.related(name).map(propertiesOf);
  };
}

// Lookups by name, choices by number (Dataverse: Order rows using OData).
function compareRows(left: Entity, right: Entity, orderBy: readonly Ordering[]): number {
  for (const { property, descending } of orderBy) {
    const order = compareValues(left.sortValue(property), right.sortValue(property));
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Null comes first, as in SQL Server; text without regard to case. */
function compareValues(left: unknown, right: unknown): number {
  const [hasLeft, hasRight] = [left !== null && left !== undefined, right !== null && right !== undefined];
  if (!hasLeft || !hasRight) return Number(hasLeft) - Number(hasRight);
  if (typeof left === "string" && typeof right === "string") {
    const [one, other] = [left.toLowerCase(), right.toLowerCase()];
    return one < other ? -1 : Number(one > other);
  }
  return Number(left) - Number(right);
}
