import type { EntraUser, LicenseToAssign, SubscribedSku } from "../clients/graph/graph";
import type { Problem } from "../problems";
import { wordList } from "../text/list";
import { readLicense, writeLicense } from "./notation";
import { disabledPlansOf, type LicensePlan, planLicenses } from "./plan";
import { resolveLicense, resolveLicenses, type WantedLicense } from "./resolve";

/** What to do for `wanted`; an account that does not exist yet holds nothing. */
export function planFor(
  wanted: readonly WantedLicense[],
  account: EntraUser | undefined,
  granted: readonly string[],
): LicensePlan {
  return planLicenses({ wanted, granted, held: account?.licenses ?? [] });
}

/**
 * The live licences as the program would declare them: those declared that the account holds, directly or by
 * a group, in the program's spelling and order, then those that this stack still has to take back. Where a declared one
 * says which service plans are off and others are, those that are.
 */
export function liveLicenses(
  declared: readonly string[],
  granted: readonly string[],
  account: EntraUser,
  owned: readonly SubscribedSku[],
): string[] {
  const kept = declared.flatMap((text) => {
    const { license } = resolveLicense(text, owned);
    const assignments = account.licenses.filter(({ skuId }) => skuId === license?.sku.skuId);
    if (license === undefined || assignments.length === 0) return [];
    const off = disabledPlansOf(assignments);
    if (license.disabledPlans === undefined || license.disabledPlans.join() === off.join()) return [text];
    const { partNumber } = readLicense(text);
    return [writeLicense({ partNumber, disabledPlans: off.map((id) => planName(id, license.sku)) })];
  });
  const { remove } = planFor(resolveLicenses(declared, owned).licenses, account, granted);
  return [...kept, ...partNumbersOf(remove, owned)];
}

/** Part numbers, sorted; the id of an SKU that the tenant no longer owns. */
export function partNumbersOf(skuIds: readonly string[], owned: readonly SubscribedSku[]): string[] {
  const names = new Map(owned.map((sku) => [sku.skuId, sku.skuPartNumber]));
  return [...new Set(skuIds)].map((skuId) => names.get(skuId) ?? skuId).sort();
}

/** `assign A and set the service plans of B -PLAN and take back C`, for labels. */
export function licenseChangeText(
  { add, change, remove }: LicensePlan,
  owned: readonly SubscribedSku[],
): string {
  return [
    ...(add.length > 0 ? [`assign ${wordList(namesWithPlans(add, owned))}`] : []),
    ...(change.length > 0 ? [`set the service plans of ${wordList(namesWithPlans(change, owned, []))}`] : []),
    ...(remove.length > 0 ? [`take back ${wordList(partNumbersOf(remove, owned))}`] : []),
  ].join(" and ");
}

/** With the service plans that will be off; `allOn` is what is said of plans when none will be. */
function namesWithPlans(
  licenses: readonly LicenseToAssign[],
  owned: readonly SubscribedSku[],
  allOn?: readonly string[],
): string[] {
  return licenses
    .map(({ skuId, disabledPlans }) => {
      const sku = owned.find((one) => one.skuId === skuId);
      const off = disabledPlans.map((id) => (sku === undefined ? id : planName(id, sku)));
      const partNumber = sku?.skuPartNumber ?? skuId;
      return writeLicense({ partNumber, disabledPlans: off.length === 0 ? allOn : off });
    })
    .sort();
}

/** Licences whose service plans are a group's to decide; who is concerned is told by the caller. */
export function groupProblems(
  { ofGroup }: LicensePlan,
  owned: readonly SubscribedSku[],
  where: string,
): Problem[] {
  return partNumbersOf(ofGroup, owned).map((partNumber) => ({
    where,
    message: `The licence ${partNumber} comes from a group, and the group's licence has other service plans off than are asked for.`,
    remedy:
      "Turn the plans on or off in the group's licence (Microsoft 365 admin center > Licenses > Groups), or name no plans.",
  }));
}

function planName(id: string, { servicePlans = [] }: SubscribedSku): string {
  return servicePlans.find(({ servicePlanId }) => servicePlanId === id)?.servicePlanName ?? id;
}
