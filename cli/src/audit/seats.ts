import {
  planFor,
  resolveLicenses,
  seatProblems,
  type SubscribedSku,
} from "@bc-sales/dynamic-providers/inspect";
import type { FoundAccount } from "./compare";
import type { Finding } from "./report";
import type { AccountWish } from "./wishes";

/** Whether there are seats for all who still lack a licence. Pure. */
export function seatFindings(
  people: readonly { readonly wish: AccountWish; readonly found: FoundAccount }[],
  skus: readonly SubscribedSku[],
): Finding[] {
  const needed = new Map<string, number>();
  for (const { wish, found } of people) {
    for (const { skuId } of planFor(resolveLicenses(wish.licenses, skus).licenses, found.account, []).add) {
      needed.set(skuId, (needed.get(skuId) ?? 0) + 1);
    }
  }
  return seatProblems(needed, skus).map(({ message, remedy }) => ({ message, remedy }));
}
