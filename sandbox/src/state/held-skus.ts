import type { EntraUser } from "./model";

/** The SKUs a user takes a seat of: each once, however often it is assigned; none while the user is deleted. */
export function heldSkus(user: EntraUser | undefined): ReadonlySet<string> {
  return new Set(user?.deletedDateTime === null ? user.licenses.map(({ skuId }) => skuId) : []);
}
