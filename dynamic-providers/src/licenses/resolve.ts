import type { ServicePlan, SubscribedSku } from "../clients/graph/graph";
import { LICENSE_NOTICES } from "../messages/licenses";
import { problem } from "../messages/notice";
import type { Problem } from "../problems";
import { wordList } from "../text/list";
import { nearest } from "../text/nearest";
import { foldLicense, foldPartNumber, readLicense } from "./notation";

/** A licence that somebody is to hold. */
export interface WantedLicense {
  readonly sku: SubscribedSku;
  /** Ids of the service plans that are to be off, sorted; absent when they are left as they are. */
  readonly disabledPlans?: readonly string[];
}

export interface ResolvedLicense {
  /** Undefined when the tenant does not own the SKU. Plans that the SKU does not have are left out. */
  readonly license: WantedLicense | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Finds the subscribed SKU of a licence such as `DYN365_ENTERPRISE_SALES -PROJECT_ESSENTIALS`, and the service plans that
 * are to be off, whatever their letter case.
 *
 * @param where - the input that names the licence, for the problems.
 */
export function resolveLicense(
  text: string,
  skus: readonly SubscribedSku[],
  where = "licenses",
): ResolvedLicense {
  const { partNumber, disabledPlans } = readLicense(text);
  const sku = skus.find(
    (candidate) => foldPartNumber(candidate.skuPartNumber) === foldPartNumber(partNumber),
  );
  if (sku === undefined) return { license: undefined, problems: [unknownSku(partNumber, skus, where)] };
  if (disabledPlans === undefined) return { license: { sku }, problems: [] };
  const found = disabledPlans.map((name) => ({ name, plan: planNamed(name, sku) }));
  const ids = new Set(found.flatMap(({ plan }) => plan?.servicePlanId ?? []));
  return {
    license: { sku, disabledPlans: [...ids].sort() },
    problems: found.flatMap(({ name, plan }) => (plan === undefined ? [unknownPlan(name, sku, where)] : [])),
  };
}

/**
 * Resolves each of `texts`; `where` of a problem is `licenses[1]`. A licence that is named twice counts once, and is a
 * problem when other plans are to be off the second time.
 */
export function resolveLicenses(
  texts: readonly string[],
  skus: readonly SubscribedSku[],
  where = "licenses",
): { readonly licenses: readonly WantedLicense[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, { readonly license: WantedLicense; readonly text: string }>();
  const problems: Problem[] = [];
  texts.forEach((text, index) => {
    const place = `${where}[${String(index)}]`;
    const resolved = resolveLicense(text, skus, place);
    problems.push(...resolved.problems);
    const { license } = resolved;
    if (license === undefined) return;
    const other = found.get(license.sku.skuId);
    if (other === undefined) found.set(license.sku.skuId, { license, text });
    else if (foldLicense(other.text) !== foldLicense(text)) problems.push(twice(other.text, text, place));
  });
  return { licenses: [...found.values()].map(({ license }) => license), problems };
}

function planNamed(name: string, { servicePlans = [] }: SubscribedSku): ServicePlan | undefined {
  return servicePlans.find(({ servicePlanName }) => servicePlanName.toLowerCase() === name.toLowerCase());
}

function unknownSku(partNumber: string, skus: readonly SubscribedSku[], where: string): Problem {
  const owned = skus.map((sku) => sku.skuPartNumber).sort();
  const [meant] = nearest(partNumber, owned, 1);
  const owns = owned.length === 0 ? "The tenant owns no licences." : `The tenant owns ${wordList(owned)}.`;
  return problem(LICENSE_NOTICES["license-unknown"], where, {
    sku: partNumber,
    meant: meant === undefined ? "" : `Did you mean "${meant}"? `,
    owned: owns,
  });
}

function unknownPlan(
  name: string,
  { skuPartNumber, servicePlans = [] }: SubscribedSku,
  where: string,
): Problem {
  const names = servicePlans.map(({ servicePlanName }) => servicePlanName).sort();
  const similar = nearest(name, names).map((one) => `"${one}"`);
  return problem(LICENSE_NOTICES["license-plan-unknown"], where, {
    sku: skuPartNumber,
    plan: name,
    meant: similar.length === 0 ? "" : `Did you mean ${similar.join(" or ")}? `,
    plans: wordList(names),
  });
}

function twice(first: string, second: string, where: string): Problem {
  return problem(LICENSE_NOTICES["license-twice"], where, { first, second });
}
