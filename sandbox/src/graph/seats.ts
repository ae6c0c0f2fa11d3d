import type { EntraUser } from "../state/model";
import type { Store } from "../state/store";

/** Seats taken: one for each person who holds the SKU, by whatever way. Deleted users give theirs back. */
export function consumedUnits(store: Store, skuId: string): number {
  let count = 0;
  for (const user of store.all("users")) {
    if (user.deletedDateTime === null && holds(user, skuId)) count += 1;
  }
  return count;
}

export function holds(user: EntraUser, skuId: string): boolean {
  return user.licenses.some((license) => license.skuId === skuId);
}
