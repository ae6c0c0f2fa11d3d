import type { SubscribedSku } from "../clients/graph/graph";
import { LICENSE_NOTICES } from "../messages/licenses";
import { problem } from "../messages/notice";
import type { Problem } from "../problems";
import { counted } from "../text/list";

/** Seats that can still be assigned; 0 when more are in use than were bought. */
export function freeSeats(sku: SubscribedSku): number {
  return Math.max(0, sku.enabledUnits - sku.consumedUnits);
}

/**
 * One problem for each SKU with fewer free seats than needed.
 *
 * @param needed - by SKU id, how many people who do not hold the licence are to be given it.
 * @param where - the input that asks for the licences.
 */
export function seatProblems(
  needed: ReadonlyMap<string, number>,
  skus: readonly SubscribedSku[],
  where = "licenses",
): Problem[] {
  return skus.flatMap((sku) => {
    const wanted = needed.get(sku.skuId) ?? 0;
    const free = freeSeats(sku);
    return wanted <= free ? [] : [shortOf(sku, wanted, free, where)];
  });
}

function shortOf(sku: SubscribedSku, wanted: number, free: number, where: string): Problem {
  const status = sku.capabilityStatus === "Enabled" ? "" : `; the subscription is ${sku.capabilityStatus}`;
  return problem(LICENSE_NOTICES["license-seats-short"], where, {
    sku: sku.skuPartNumber,
    missing: counted(wanted - free, "seat"),
    people: counted(wanted, "person", "people"),
    free,
    all: counted(sku.enabledUnits, "seat"),
    are: free === 1 ? "is" : "are",
    status,
    more: counted(wanted - free, "more seat", "more seats"),
  });
}
