import { heldSkus } from "./held-skus";
import type { SystemUser, TableName, Tables } from "./model";
import { RowIndex } from "./row-index";
import type { Store, SystemUserIndex } from "./store";
import { tableNames } from "./tables";

/** One row as it was before a change and as it is after it; undefined where it does not exist. */
export interface Change {
  readonly table: TableName;
  readonly id: string;
  readonly before: unknown;
}

/** A row by table and id, as it is now; null for one that was deleted. */
export type RowChange = readonly [table: TableName, id: string, row: unknown];

/** What one commit changed. */
export interface CommitRecord {
  readonly version: number;
  readonly changes: readonly RowChange[];
  /** In a snapshot: the tables there were when it was written, those without rows included. */
  readonly tables?: readonly TableName[];
}

/** Where version numbers of a new tenant begin: those of real organizations have seven digits. */
const firstVersion = 1_000_000;

/** A store in memory. What is committed goes to `write`, which may throw; then it is undone. */
export class MemoryStore implements Store {
  readonly #tables = new Map<TableName, Map<string, unknown>>(tableNames.map((name) => [name, new Map()]));
  readonly #systemUserIndexes: Readonly<Record<SystemUserIndex, RowIndex>> = {
    azureactivedirectoryobjectid: new RowIndex(),
    applicationid: new RowIndex(),
    domainname: new RowIndex(),
  };
  readonly #userIds = new RowIndex();
  readonly #seats = new Map<string, number>();
  readonly #watchers: ((table: TableName, id: string) => void)[] = [];
  readonly #write: (record: CommitRecord) => void;
  #committed: (changes: readonly Change[]) => void = () => undefined;
  #changes: Change[] = [];
  #version: number;

  constructor(write: (record: CommitRecord) => void = () => undefined, version = firstVersion) {
    this.#write = write;
    this.#version = version;
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.#rows(table).get(id) as Tables[T] | undefined;
  }

  all<T extends TableName>(table: T): Iterable<Tables[T]> {
    return this.#rows(table).values() as Iterable<Tables[T]>;
  }

  count(table: TableName): number {
    return this.#rows(table).size;
  }

  put<T extends TableName>(table: T, id: string, row: Tables[T]): void {
    this.#changes.push({ table, id, before: this.#set(table, id, row) });
  }

  /** `listener` hears of every commit, with each changed row as it was before it. */
  onCommit(listener: (changes: readonly Change[]) => void): void {
    this.#committed = listener;
  }

  delete(table: TableName, id: string): void {
    if (this.#rows(table).has(id)) this.#changes.push({ table, id, before: this.#set(table, id, undefined) });
  }

  systemUserByObjectId(objectId: string): SystemUser | undefined {
    return this.systemUsersBy("azureactivedirectoryobjectid", objectId).at(-1);
  }

  systemUsersBy(column: SystemUserIndex, value: string): readonly SystemUser[] {
    const ids = this.#systemUserIndexes[column].ids(value);
    return ids.flatMap((id) => this.get("systemusers", id) ?? []);
  }

  userByPrincipalName(name: string): Tables["users"] | undefined {
    const id = this.#userIds.ids(name).at(-1);
    return id === undefined ? undefined : this.get("users", id);
  }

  seatsTaken(skuId: string): number {
    return this.#seats.get(skuId) ?? 0;
  }

  watch(listener: (table: TableName, id: string) => void): void {
    this.#watchers.push(listener);
  }

  /** The number given out last. */
  get version(): number {
    return this.#version;
  }

  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  transaction<T>(change: () => T): T {
    const mark = this.#changes.length;
    let result: T;
    try {
      result = change();
    } catch (error) {
      this.#undoTo(mark);
      throw error;
    }
    if (result instanceof Promise) {
      return result.catch((error: unknown) => {
        this.#undoTo(mark);
        throw error;
      }) as T;
    }
    return result;
  }

  commit(): void {
    const before = new Map<string, Change>();
    for (const change of this.#changes) {
      const key = `${change.table}/${change.id}`;
      if (!before.has(key)) before.set(key, change);
    }
    const changes: [TableName, string, unknown][] = [];
    for (const { table, id, before: row } of before.values()) {
      const now = this.#rows(table).get(id);
      if (now !== row) changes.push([table, id, now ?? null]);
    }
    if (changes.length > 0) {
      try {
        this.#write({ version: this.#version, changes });
      } catch (error) {
        this.#undoTo(0);
        throw error;
      }
    }
    this.#changes = [];
    if (changes.length > 0) this.#committed([...before.values()]);
  }

  /** Takes over a record of an earlier run, without writing it again. */
  replay(record: CommitRecord): void {
    for (const [table, id, row] of record.changes) this.#set(table, id, row ?? undefined);
    this.#version = Math.max(this.#version, record.version);
  }

  #undoTo(mark: number): void {
    for (const { table, id, before } of this.#changes.splice(mark).reverse()) this.#set(table, id, before);
  }

  #rows(table: TableName): Map<string, unknown> {
    const rows = this.#tables.get(table);
    if (rows === undefined) throw new Error(`The sandbox has no table "${table}".`);
    return rows;
  }

  /** The only place where a row changes; keeps the indexes. Returns the row as it was. */
  #set(table: TableName, id: string, row: unknown): unknown {
    const rows = this.#rows(table);
    const before = rows.get(id);
    if (row === undefined) rows.delete(id);
    else rows.set(id, row);
    if (table === "systemusers") this.#indexSystemUser(id, before, row);
    if (table === "users") {
      this.#userIds.change(id, signInNameOf(before), signInNameOf(row));
      for (const skuId of heldSkus(before as Tables["users"] | undefined))
        this.#seats.set(skuId, this.seatsTaken(skuId) - 1);
      for (const skuId of heldSkus(row as Tables["users"] | undefined))
        this.#seats.set(skuId, this.seatsTaken(skuId) + 1);
    }
    for (const listener of this.#watchers) listener(table, id);
    return before;
  }

  #indexSystemUser(id: string, before: unknown, now: unknown): void {
    for (const [column, index] of Object.entries(this.#systemUserIndexes)) {
      index.change(id, textOf(before, column as SystemUserIndex), textOf(now, column as SystemUserIndex));
    }
  }
}

function textOf(row: unknown, column: SystemUserIndex): string | undefined {
  return (row as SystemUser | undefined)?.[column] ?? undefined;
}

function signInNameOf(row: unknown): string | undefined {
  const user = row as Tables["users"] | undefined;
  return user?.deletedDateTime == null ? user?.userPrincipalName.toLowerCase() : undefined;
}
