import type { TableName, Tables } from "./model";

/** Columns of system users that rows are found by without a look at every row. */
export type SystemUserIndex = "azureactivedirectoryobjectid" | "applicationid" | "domainname";

/**
 * The tenant in memory, and on disk as a snapshot and a journal of what came after it. Rows are treated as
 * immutable: to change one, `put` a changed copy. What one request changes becomes one journal record,
 * written before its answer is sent; a request that fails leaves nothing.
 */
export interface Store {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  all<T extends TableName>(table: T): Iterable<Tables[T]>;
  /** How many rows a table has; costs nothing. */
  count(table: TableName): number;
  put<T extends TableName>(table: T, id: string, row: Tables[T]): void;
  delete(table: TableName, id: string): void;
  /** System user by Entra object id, the one that got it last where several have it. */
  systemUserByObjectId(objectId: string): Tables["systemusers"] | undefined;
  /** System users with a value in an indexed column, in any case. */
  systemUsersBy(column: SystemUserIndex, value: string): readonly Tables["systemusers"][];
  /** Entra user by sign-in name, any case, not counting deleted ones. */
  userByPrincipalName(name: string): Tables["users"] | undefined;
  /** How many people hold a SKU, by whatever way; an index. Deleted users do not count. */
  seatsTaken(skuId: string): number;
  /** From now on `listener` hears of every row that was put or deleted, also when that is undone. */
  watch(listener: (table: TableName, id: string) => void): void;
  /** Growing number for `versionnumber` and etags. */
  nextVersion(): number;
  /**
   * Runs `change`; when it throws, or its promise is rejected, everything it put or deleted is undone. Nests
   * (change sets of a batch). Nothing else may write while such a promise is pending: the server handles one
   * request at a time.
   */
  transaction<T>(change: () => T): T;
  /** Writes what has changed since the last commit as one record; no-op when nothing has. */
  commit(): void;
}
