import type { Sandbox } from "../../sandbox";

/** One row as the Web API shows it. */
export interface Entity {
  readonly table: Table;
  readonly id: string;
  readonly version: number;
  /** Value of a column of the table. */
  value(column: string): unknown;
  /** What rows are put in order by: the value; for a lookup, the name of the row it points to. */
  sortValue(column: string): unknown;
  /** Rows at the other end of a navigation property: one at most unless it is a collection. */
  related(navigation: string): readonly Entity[];
}

export interface Navigation {
  readonly collection: boolean;
  readonly manyToMany: boolean;
  readonly target: Table;
}

/** A table of the Web API: its names, its columns in the order of answers, and its rows. */
export interface Table {
  readonly logicalName: string;
  readonly entitySet: string;
  readonly key: string;
  /** Columns that every answer holds, whatever it selects: the key, and `ownerid` of users and teams. */
  readonly identity: readonly string[];
  readonly columns: readonly string[];
  /** Whether every column of the real table is carried. If not, an unknown one may exist there. */
  readonly complete: boolean;
  hasColumn(name: string): boolean;
  navigation(name: string): Navigation | undefined;
  /** Picklist: what the numbers mean. */
  label(column: string, value: number): string | undefined;
  lookup(column: string): Lookup | undefined;
  all(sandbox: Sandbox): Iterable<Entity>;
  find(id: string, sandbox: Sandbox): Entity | undefined;
  /** Rows with a value in a column, without a look at every row; undefined: the column has no index. */
  lookUp(column: string, value: string, sandbox: Sandbox): readonly Entity[] | undefined;
}

/** What a `_…_value` column points to. */
export interface Lookup {
  readonly navigation: string;
  readonly target: string;
  /** Name of the row it points to. */
  readonly nameOf: (id: string, sandbox: Sandbox) => string | undefined;
}

export interface TableDefinition<Row> {
  readonly logicalName: string;
  readonly entitySet: string;
  readonly key: string;
  readonly complete: boolean;
  /** In the order of answers. A function computes the value; anything else is the value itself. */
  readonly columns: Readonly<Record<string, unknown>>;
  readonly labels?: Readonly<Record<string, Readonly<Record<number, string>>>>;
  readonly lookups?: Readonly<Record<string, Lookup>>;
  readonly navigations?: Readonly<Record<string, NavigationDefinition<Row>>>;
  readonly idOf: (row: Row) => string;
  readonly versionOf: (row: Row) => number;
  /** Rows that can be seen now. */
  readonly rows: (sandbox: Sandbox) => Iterable<Row>;
  readonly find: (id: string, sandbox: Sandbox) => Row | undefined;
  /** Columns with an index, besides the key. Gives rows that can be seen now. */
  readonly indexes?: Readonly<Record<string, (value: string, sandbox: Sandbox) => readonly Row[]>>;
}

export interface NavigationDefinition<Row> {
  readonly collection: boolean;
  /** A function: tables point at each other. */
  readonly target: () => Table;
  readonly ids: (row: Row, sandbox: Sandbox) => Iterable<string>;
}

/** How a column that is not constant gets its value. */
export type ColumnValue<Row> = (row: Row, sandbox: Sandbox) => unknown;

export function defineTable<Row>(definition: TableDefinition<Row>): Table {
  const columns = new Map(Object.entries(definition.columns));
  const table: Table = {
    logicalName: definition.logicalName,
    entitySet: definition.entitySet,
    key: definition.key,
    // Dataverse: Join tables using OData; both tables inherit `ownerid` from the principal type.
    identity: columns.has("ownerid") ? [definition.key, "ownerid"] : [definition.key],
    columns: [...columns.keys()],
    complete: definition.complete,
    hasColumn: (name) => columns.has(name),
    navigation: (name) => {
      const found = ownValue(definition.navigations, name);
      return (
        found && {
          collection: found.collection,
          // So they are all named in the tables that are carried.
          manyToMany: name.endsWith("_association"),
          target: found.target(),
        }
      );
    },
    label: (column, value) => ownValue(definition.labels, column)?.[value],
    lookup: (column) => ownValue(definition.lookups, column),
    *all(sandbox) {
      for (const row of definition.rows(sandbox)) yield entity(row, sandbox);
    },
    find: (id, sandbox) => {
      const row = definition.find(id.toLowerCase(), sandbox);
      return row === undefined ? undefined : entity(row, sandbox);
    },
    lookUp: (column, value, sandbox) => {
      if (column === definition.key) return [table.find(value, sandbox) ?? []].flat();
      return ownValue(definition.indexes, column)?.(value, sandbox).map((row) => entity(row, sandbox));
    },
  };
  const entity = (row: Row, sandbox: Sandbox): Entity => ({
    table,
    id: definition.idOf(row),
    version: definition.versionOf(row),
    value: (name) => {
      const column = columns.get(name);
      return typeof column === "function" ? (column as ColumnValue<Row>)(row, sandbox) : column;
    },
    sortValue: (name) => {
      const value = entity(row, sandbox).value(name);
      const lookup = table.lookup(name);
      return lookup === undefined || typeof value !== "string" ? value : lookup.nameOf(value, sandbox);
    },
    related: (name) => {
      const navigation = ownValue(definition.navigations, name);
      if (navigation === undefined) return [];
      const target = navigation.target();
      return [...navigation.ids(row, sandbox)].flatMap((id) => target.find(id, sandbox) ?? []);
    },
  });
  return table;
}

function ownValue<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
