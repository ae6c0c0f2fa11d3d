import type { EntraUser, LicenseToAssign } from "../clients/graph/graph";
import type { WantedLicense } from "./resolve";

/** The licences of one person. */
export interface LicenseSituation {
  readonly wanted: readonly WantedLicense[];
  /** Those of the account; of those that come from a group a wish can be satisfied, and none be taken. */
  readonly held: EntraUser["licenses"];
  /** SKU ids of what this stack granted before. */
  readonly granted: readonly string[];
}

export interface LicensePlan {
  /** Licences that are missing; each takes a seat. */
  readonly add: readonly LicenseToAssign[];
  /** Licences assigned directly of which other service plans are to be off. */
  readonly change: readonly LicenseToAssign[];
  /** SKU ids. */
  readonly remove: readonly string[];
  /** What this stack has granted once the plan is carried out. */
  readonly granted: readonly string[];
  /** SKU ids of licences whose plans will not be as wanted, since a group gives the licence too. */
  readonly ofGroup: readonly string[];
}

/**
 * What to assign, and what to take back of that which this stack granted. Licences that others granted stay, and so do
 * their service plans where nothing is said about them.
 */
export function planLicenses({ wanted, held, granted }: LicenseSituation): LicensePlan {
  const { direct } = licensesOf({ licenses: held });
  const wanting = new Map(wanted.map((license) => [license.sku.skuId, license]));
  const add: LicenseToAssign[] = [];
  const change: LicenseToAssign[] = [];
  const ofGroup: string[] = [];
  for (const [skuId, { disabledPlans }] of wanting) {
    const assignments = held.filter((license) => license.skuId === skuId);
    if (assignments.length === 0) add.push({ skuId, disabledPlans: disabledPlans ?? [] });
    else if (disabledPlans !== undefined && !sameIds(disabledPlansOf(assignments), disabledPlans)) {
      const inherited = assignments.filter(({ assignedByGroup }) => assignedByGroup !== undefined);
      const own = assignments.find(({ assignedByGroup }) => assignedByGroup === undefined);
      const isReachable =
        own !== undefined && sameIds(disabledPlansOf([{ disabledPlans }, ...inherited]), disabledPlans);
      if (!isReachable) ofGroup.push(skuId);
      if (own !== undefined && !sameIds(own.disabledPlans ?? [], disabledPlans)) {
        change.push({ skuId, disabledPlans });
      }
    }
  }
  const stillOurs = [...new Set(granted)].filter((sku) => direct.includes(sku));
  const remove = stillOurs.filter((sku) => !wanting.has(sku));
  const kept = stillOurs.filter((sku) => !remove.includes(sku));
  const ours = [...kept, ...add.map(({ skuId }) => skuId)].sort();
  return { add, change, remove, granted: ours, ofGroup };
}

/** Whether a plan asks for nothing. */
export function asksForNothing({ add, change, remove }: LicensePlan): boolean {
  return add.length + change.length + remove.length === 0;
}

/** The licences of an account once a plan is carried out. */
export function licensesAfter(
  held: EntraUser["licenses"],
  { add, change, remove }: Pick<LicensePlan, "add" | "change" | "remove">,
): EntraUser["licenses"] {
  const changed = new Map(change.map((license) => [license.skuId, license.disabledPlans]));
  return [
    ...held
      .filter(({ skuId, assignedByGroup }) => assignedByGroup !== undefined || !remove.includes(skuId))
      .map((license) => {
        const disabledPlans = license.assignedByGroup === undefined ? changed.get(license.skuId) : undefined;
        return disabledPlans === undefined ? license : { ...license, disabledPlans };
      }),
    ...add.map((license) => ({ ...license, assignedByGroup: undefined })),
  ];
}

/**
 * Ids of the service plans that are off in all assignments of one SKU, sorted: a plan that one of them has on is on
 * (Graph: assignedLicense).
 */
export function disabledPlansOf(
  assignments: readonly Pick<EntraUser["licenses"][number], "disabledPlans">[],
): readonly string[] {
  const [first = [], ...others] = assignments.map(({ disabledPlans = [] }) => disabledPlans);
  return first.filter((id) => others.every((ids) => ids.includes(id))).sort();
}

/** The licences of a user as Graph reports them, those assigned directly apart from those of a group. */
export function licensesOf(user: Pick<EntraUser, "licenses">): {
  readonly direct: readonly string[];
  readonly inherited: readonly string[];
} {
  const ids = (direct: boolean) => [
    ...new Set(
      user.licenses
        .filter((license) => (license.assignedByGroup === undefined) === direct)
        .map((license) => license.skuId),
    ),
  ];
  return { direct: ids(true), inherited: ids(false) };
}

function sameIds(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}
