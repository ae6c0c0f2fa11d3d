import type { Change } from "./memory-store";
import { heldSkus } from "./held-skus";
import type { EntraUser, SystemUser, TableName, Tables } from "./model";
import type { Store, SystemUserIndex } from "./store";
import { keyOf } from "./tables";

/** The tenant as it was before some changes: a view that can be read and not written. */
export class PastStore implements Store {
  readonly #now: Store;
  /** By table and id, the rows that differ from today's; undefined where there was none. */
  readonly #before = new Map<TableName, Map<string, unknown>>();

  /** `changes`: what to take back, newest first. */
  constructor(now: Store, changes: readonly Change[]) {
    this.#now = now;
    for (const { table, id, before } of changes) {
      const rows = this.#before.get(table) ?? new Map<string, unknown>();
      this.#before.set(table, rows.set(id, before));
    }
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    const rows = this.#before.get(table);
    return rows?.has(id) === true ? (rows.get(id) as Tables[T] | undefined) : this.#now.get(table, id);
  }

  /** In the order of today's rows; those that are gone today come last. */
  *all<T extends TableName>(table: T): Iterable<Tables[T]> {
    const rows = new Map(this.#before.get(table) as Map<string, Tables[T] | undefined> | undefined);
    for (const row of this.#now.all(table)) {
      const id = keyOf(table, row);
      const past = rows.has(id) ? rows.get(id) : row;
      rows.delete(id);
      if (past !== undefined) yield past;
    }
    for (const past of rows.values()) if (past !== undefined) yield past;
  }

  count(table: TableName): number {
    let count = this.#now.count(table);
    for (const [id, row] of this.#before.get(table) ?? []) {
      count += Number(row !== undefined) - Number(this.#now.get(table, id) !== undefined);
    }
    return count;
  }

  systemUserByObjectId(objectId: string): SystemUser | undefined {
    const wanted = objectId.toLowerCase();
    return this.#find(
      "systemusers",
      this.#now.systemUserByObjectId(objectId)?.systemuserid,
      (row) => row.azureactivedirectoryobjectid?.toLowerCase() === wanted,
    );
  }

  systemUsersBy(column: SystemUserIndex, value: string): readonly SystemUser[] {
    const wanted = value.toLowerCase();
    const today = this.#now.systemUsersBy(column, value).map((row) => row.systemuserid);
    const ids = new Set([...today, ...(this.#before.get("systemusers")?.keys() ?? [])]);
    return [...ids]
      .flatMap((id) => this.get("systemusers", id) ?? [])
      .filter((row) => row[column]?.toLowerCase() === wanted);
  }

  userByPrincipalName(name: string): Tables["users"] | undefined {
    const wanted = name.toLowerCase();
    return this.#find(
      "users",
      this.#now.userByPrincipalName(name)?.id,
      (row) => row.deletedDateTime === null && row.userPrincipalName.toLowerCase() === wanted,
    );
  }

  seatsTaken(skuId: string): number {
    const past = new Map(this.#before.get("users") as Map<string, EntraUser | undefined> | undefined);
    let count = this.#now.seatsTaken(skuId);
    for (const [id, then] of past) {
      count += Number(heldSkus(then).has(skuId)) - Number(heldSkus(this.#now.get("users", id)).has(skuId));
    }
    return count;
  }

  watch(listener: (table: TableName, id: string) => void): void {
    this.#now.watch(listener);
  }

  nextVersion(): number {
    throw readOnly();
  }

  put(): void {
    throw readOnly();
  }

  delete(): void {
    throw readOnly();
  }

  transaction<T>(change: () => T): T {
    return change();
  }

  commit(): void {
    // There is nothing to write.
  }

  /** Today's row by an index, if it was the same then; else one of those that differ. */
  #find<T extends TableName>(
    table: T,
    idToday: string | undefined,
    fits: (row: Tables[T]) => boolean,
  ): Tables[T] | undefined {
    const today = idToday === undefined ? undefined : this.get(table, idToday);
    if (today !== undefined && fits(today)) return today;
    for (const row of this.#before.get(table)?.values() ?? []) {
      if (row !== undefined && fits(row as Tables[T])) return row as Tables[T];
    }
    return undefined;
  }
}

function readOnly(): Error {
  return new Error("A read that sees the past has tried to write.");
}
