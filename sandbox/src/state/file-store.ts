import { Journal } from "./journal";
import { lockDirectory } from "./lock";
import { makePrivateDirectory } from "./private-file";
import { MemoryStore, type Change, type CommitRecord, type RowChange } from "./memory-store";
import type { TableName } from "./model";
import type { Store } from "./store";
import { keyOf, tableNames, type TenantRows } from "./tables";

/** A store with the means to end it. */
export interface OpenStore extends Store {
  /** Whether it began without any state, and holds the seed. */
  readonly isNew: boolean;
  /** Replaces all rows, as one change of the next commit. */
  load(rows: TenantRows): void;
  /** `listener` hears of every commit, with each changed row as it was before it. */
  onCommit(listener: (changes: readonly Change[]) => void): void;
  /** All rows. */
  export(): TenantRows;
  /** Writes a snapshot and gives the directory free. */
  close(): void;
}

/** From this size on, and once it is larger than the tenant itself, a journal is folded into the snapshot. */
const compactFrom = 8 * 1024 * 1024;

/**
 * Opens the tenant kept in `directory`, or makes one of `seed` there; without a directory it lives in memory only.
 * Throws when another sandbox uses the directory, or its files are damaged.
 */
export function openStore(directory: string | undefined, seed: () => TenantRows): OpenStore {
  if (directory === undefined) return new RowStore(undefined, true, () => undefined, seed);
  makePrivateDirectory(directory);
  const unlock = lockDirectory(directory);
  let journal: Journal | undefined;
  try {
    journal = new Journal(directory);
    const records = journal.read();
    return new RowStore(journal, records.length === 0, unlock, seed, records);
  } catch (error) {
    journal?.close();
    unlock();
    throw error;
  }
}

class RowStore extends MemoryStore implements OpenStore {
  readonly isNew: boolean;
  readonly #journal: Journal | undefined;
  readonly #unlock: () => void;
  #compactAt: number;
  #isClosed = false;

  constructor(
    journal: Journal | undefined,
    isNew: boolean,
    unlock: () => void,
    seed: () => TenantRows,
    records: readonly CommitRecord[] = [],
  ) {
    super((record) => journal?.append(record));
    this.isNew = isNew;
    this.#journal = journal;
    this.#unlock = unlock;
    this.#compactAt = Math.max(compactFrom, journal?.snapshotSize ?? 0);
    for (const record of records) this.replay(record);
    if (!isNew) {
      this.#fillNewTables(records, seed);
      return;
    }
    this.#begin(seed());
    if (journal !== undefined) this.#compact();
  }

  /** A directory of an older version lacks tables that have come since: they begin with the seed's rows. */
  #fillNewTables(records: readonly CommitRecord[], seed: () => TenantRows): void {
    const known = tablesIn(records);
    const missing = tableNames.filter((table) => !known.has(table));
    if (missing.length === 0) return;
    this.#putAll(missing, seed());
    this.commit();
  }

  override commit(): void {
    super.commit();
    if (this.#journal !== undefined && this.#journal.size > this.#compactAt) this.#compact();
  }

  load(rows: TenantRows): void {
    this.transaction(() => {
      this.#putAll(tableNames, rows);
      for (const table of tableNames) {
        const wanted = new Set(rows[table].map((row) => keyOf(table, row)));
        for (const row of [...this.all(table)]) {
          if (!wanted.has(keyOf(table, row))) this.delete(table, keyOf(table, row));
        }
      }
    });
  }

  /** A tenant begins as a snapshot: there is nothing to undo, and nothing to write twice. */
  #begin(rows: TenantRows): void {
    const changes = tableNames.flatMap((table) =>
      rows[table].map((row) => [table, keyOf(table, row), this.#numbered(row)] as const),
    );
    this.replay({ version: this.version, changes });
  }

  #numbered<T extends object>(row: T): T {
    return "versionnumber" in row ? { ...row, versionnumber: this.nextVersion() } : row;
  }

  #putAll(tables: readonly TableName[], rows: TenantRows): void {
    for (const table of tables) {
      for (const row of rows[table]) this.put(table, keyOf(table, row), this.#numbered(row));
    }
  }

  export(): TenantRows {
    return Object.fromEntries(tableNames.map((table) => [table, [...this.all(table)]])) as TenantRows;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#journal !== undefined) {
      if (this.#journal.size > 0) this.#compact();
      this.#journal.close();
    }
    this.#unlock();
  }

  #compact(): void {
    if (this.#journal === undefined) return;
    const count = tableNames.reduce((sum, table) => sum + this.count(table), 0);
    this.#journal.compact(this.version, count, this.#rows());
    this.#compactAt = Math.max(compactFrom, this.#journal.snapshotSize);
  }

  *#rows(): Iterable<RowChange> {
    for (const table of tableNames) {
      for (const row of this.all(table)) yield [table, keyOf(table, row), row];
    }
  }
}

/** Tables of the versions whose snapshots do not name theirs. */
const firstTables: readonly TableName[] = [
  "tenants",
  "servicePrincipals",
  "users",
  "skus",
  "groups",
  "environments",
  "businessunits",
  "roles",
  "systemusers",
  "teams",
];

/** Tables that whoever wrote the records knew. */
function tablesIn(records: readonly CommitRecord[]): Set<TableName> {
  const known = new Set<TableName>(firstTables);
  for (const { changes, tables = [] } of records) {
    for (const table of tables) known.add(table);
    for (const [table] of changes) known.add(table);
  }
  return known;
}
