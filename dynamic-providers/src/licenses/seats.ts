import type { SubscribedSku } from "../clients/graph/graph";
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
  return {
    where,
    message:
      `${sku.skuPartNumber} is ${counted(wanted - free, "seat")} short: ${counted(wanted, "person", "people")} ` +
      `without it need one, and ${String(free)} of ${counted(sku.enabledUnits, "seat")} ${free === 1 ? "is" : "are"} free${status}.`,
    remedy: `Buy ${counted(wanted - free, "more seat", "more seats")}, or take the licence from somebody who no longer needs it.`,
  };
}
