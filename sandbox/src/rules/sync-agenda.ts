import type { Sandbox } from "../sandbox";
import type { Group, SystemUser, TableName } from "../state/model";
import type { Store } from "../state/store";
import { licenseHeardAt, securityGroupOf, theEnvironment } from "./entitlement";

/**
 * Which rows the background sync has to look at. With an interval of 0 it runs at each request, and then only for
 * rows that can have changed: with a hundred thousand users it would take longer than the request otherwise.
 */
export class SyncAgenda {
  #lastRun: number | undefined;
  #licenseDelay: number | undefined;
  /** What everybody depends on has changed: an environment or a SKU. */
  #everybody = true;
  /** The environment's security group as the last run saw it. */
  #securityGroup: Group | undefined;
  /** Entra object ids. */
  readonly #accounts = new Set<string>();
  /** System user ids. */
  readonly #rows = new Set<string>();
  /** Entra object id → when Dataverse will hear of a licence of it. */
  readonly #waiting = new Map<string, number>();

  constructor(store: Store) {
    store.watch((table, id) => {
      this.#note(table, id);
    });
  }

  /** The rows to synchronize now; none while the interval has not passed. */
  due(sandbox: Sandbox): SystemUser[] {
    const now = sandbox.clock.now();
    const { syncInterval, licenseDelay } = sandbox.settings;
    // The first interval begins with the first call; a clock that was set back begins another one.
    const wasSetBack = this.#lastRun !== undefined && now < this.#lastRun;
    const begun = this.#lastRun === undefined || wasSetBack ? now : this.#lastRun;
    const isDue = now - begun >= syncInterval;
    const everybody = this.#everybody || wasSetBack || licenseDelay !== this.#licenseDelay;
    this.#lastRun = isDue ? now : begun;
    if (!isDue) {
      this.#everybody = everybody;
      return [];
    }
    this.#noteMembers(securityGroupOf(theEnvironment(sandbox), sandbox.store));
    const rows = everybody ? [...sandbox.store.all("systemusers")] : this.#changedRows(sandbox.store, now);
    this.#licenseDelay = licenseDelay;
    this.#everybody = false;
    this.#accounts.clear();
    this.#rows.clear();
    if (everybody) this.#waiting.clear();
    for (const row of rows) this.#expectLicense(row, sandbox);
    return rows;
  }

  #note(table: TableName, id: string): void {
    if (table === "users") this.#accounts.add(id);
    else if (table === "systemusers") this.#rows.add(id);
    else if (table === "environments" || table === "skus") this.#everybody = true;
  }

  /** Who has come into the security group, or has left it: those between what two lists have in common. */
  #noteMembers(group: Group | undefined): void {
    const before = this.#securityGroup?.members ?? [];
    const now = group?.members ?? [];
    this.#securityGroup = group;
    if (now === before) return;
    const shorter = Math.min(before.length, now.length);
    let start = 0;
    while (start < shorter && before[start] === now[start]) start += 1;
    let end = 0;
    while (end < shorter - start && before.at(-1 - end) === now.at(-1 - end)) end += 1;
    for (const list of [before, now]) {
      for (const id of list.slice(start, list.length - end)) this.#accounts.add(id);
    }
  }

  #changedRows(store: Store, now: number): SystemUser[] {
    const rows = new Set<SystemUser>();
    const add = (row: SystemUser | undefined): void => {
      if (row !== undefined) rows.add(row);
    };
    for (const [objectId, time] of this.#waiting) if (time <= now) this.#accounts.add(objectId);
    for (const objectId of this.#accounts) {
      this.#waiting.delete(objectId);
      add(store.systemUserByObjectId(objectId));
    }
    for (const id of this.#rows) add(store.get("systemusers", id));
    return [...rows];
  }

  #expectLicense({ azureactivedirectoryobjectid: objectId }: SystemUser, sandbox: Sandbox): void {
    const user = objectId === null ? undefined : sandbox.store.get("users", objectId);
    const time = user && licenseHeardAt(user, sandbox);
    if (user !== undefined && time !== undefined) this.#waiting.set(user.id, time);
  }
}
