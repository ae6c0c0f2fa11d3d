import type { SubscribedSku } from "../clients/graph/graph";
import type { Problem } from "../problems";
import { wordList } from "../text/list";
import { nearest } from "../text/nearest";

export type ResolvedSku =
  { readonly ok: true; readonly sku: SubscribedSku } | { readonly ok: false; readonly problem: Problem };

/**
 * Finds the subscribed SKU with a part number such as `DYN365_ENTERPRISE_SALES`, whatever its letter case.
 * Blanks do not count: Microsoft's own list has part numbers with blanks in them.
 *
 * @param where - the input that names the SKU, for the problem.
 */
export function resolveSku(
  partNumber: string,
  skus: readonly SubscribedSku[],
  where = "licenses",
): ResolvedSku {
  const sku = skus.find((candidate) => folded(candidate.skuPartNumber) === folded(partNumber));
  return sku === undefined ? { ok: false, problem: unknownSku(partNumber, skus, where) } : { ok: true, sku };
}

/** Resolves each of `partNumbers`; `where` of a problem is `licenses[1]`. One SKU named twice counts once. */
export function resolveSkus(
  partNumbers: readonly string[],
  skus: readonly SubscribedSku[],
  where = "licenses",
): { readonly skus: readonly SubscribedSku[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, SubscribedSku>();
  const problems: Problem[] = [];
  partNumbers.forEach((partNumber, index) => {
    const resolved = resolveSku(partNumber, skus, `${where}[${String(index)}]`);
    if (resolved.ok) found.set(resolved.sku.skuId, resolved.sku);
    else problems.push(resolved.problem);
  });
  return { skus: [...found.values()], problems };
}

function folded(partNumber: string): string {
  return partNumber.replace(/\s/g, "").toLowerCase();
}

function unknownSku(partNumber: string, skus: readonly SubscribedSku[], where: string): Problem {
  const owned = skus.map((sku) => sku.skuPartNumber).sort();
  const [meant] = nearest(partNumber, owned, 1);
  const owns = owned.length === 0 ? "The tenant owns no licences." : `The tenant owns ${wordList(owned)}.`;
  return {
    where,
    message: `The tenant has no licence with the SKU part number "${partNumber}".`,
    remedy: `${meant === undefined ? "" : `Did you mean "${meant}"? `}${owns} Use one of its part numbers, or buy the licence first.`,
  };
}
