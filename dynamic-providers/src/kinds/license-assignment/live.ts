import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import { type LicensePlan, licensesOf, planLicenses } from "../../licenses/plan";
import { resolveSku, resolveSkus } from "../../licenses/resolve";

/** What to do for `skus`; an account that does not exist yet holds nothing. */
export function planFor(
  skus: readonly SubscribedSku[],
  account: EntraUser | undefined,
  granted: readonly string[],
): LicensePlan {
  const held = account === undefined ? { direct: [], inherited: [] } : licensesOf(account);
  return planLicenses({ wanted: skus.map((sku) => sku.skuId), granted, ...held });
}

/**
 * The live licences as the program would declare them: those declared that the account holds, directly or by
 * a group, in the program's spelling and order, then those that this stack still has to take back.
 */
export function liveLicenses(
  declared: readonly string[],
  granted: readonly string[],
  account: EntraUser,
  owned: readonly SubscribedSku[],
): string[] {
  const held = new Set(account.licenses.map((license) => license.skuId));
  const kept = declared.filter((partNumber) => {
    const resolved = resolveSku(partNumber, owned);
    return resolved.ok && held.has(resolved.sku.skuId);
  });
  const { remove } = planFor(resolveSkus(declared, owned).skus, account, granted);
  return [...kept, ...partNumbersOf(remove, owned)];
}

/** Part numbers, sorted; the id of an SKU that the tenant no longer owns. */
export function partNumbersOf(skuIds: readonly string[], owned: readonly SubscribedSku[]): string[] {
  const names = new Map(owned.map((sku) => [sku.skuId, sku.skuPartNumber]));
  return [...new Set(skuIds)].map((skuId) => names.get(skuId) ?? skuId).sort();
}
