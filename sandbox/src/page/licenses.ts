import type { Store } from "../state/store";

/** Seats of one SKU. */
export interface Seats {
  /** SKU part number. */
  readonly name: string;
  readonly bought: number;
  readonly taken: number;
  /** Below 0 when more are taken than bought. */
  readonly free: number;
  /** Whether it makes its holder a licensed user of the environment. */
  readonly opensDataverse: boolean;
}

/** Deleted accounts have given their seats back. */
export function seatsOf(store: Store): Seats[] {
  const taken = new Map<string, number>();
  for (const { deletedDateTime, licenses } of store.all("users")) {
    if (deletedDateTime !== null) continue;
    for (const skuId of new Set(licenses.map((license) => license.skuId))) {
      taken.set(skuId, (taken.get(skuId) ?? 0) + 1);
    }
  }
  return [...store.all("skus")].map(({ skuId, skuPartNumber, enabled, dataverse }) => {
    const count = taken.get(skuId) ?? 0;
    return {
      name: skuPartNumber,
      bought: enabled,
      taken: count,
      free: enabled - count,
      opensDataverse: dataverse,
    };
  });
}
