import type { EntraUser } from "../clients/graph/graph";

/** The licences of one person, by SKU id. */
export interface LicenseSituation {
  readonly wanted: readonly string[];
  /** Assigned to the person. */
  readonly direct: readonly string[];
  /** Come from a group; they satisfy a wish and cannot be taken from the person. */
  readonly inherited: readonly string[];
  /** What this stack granted before. */
  readonly granted: readonly string[];
}

export interface LicensePlan {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** What this stack has granted once the plan is carried out. */
  readonly granted: readonly string[];
}

/** What to assign, and what to take back of that which this stack granted. Licences that others granted stay. */
export function planLicenses({ wanted, direct, inherited, granted }: LicenseSituation): LicensePlan {
  const held = new Set([...direct, ...inherited]);
  const add = [...new Set(wanted)].filter((sku) => !held.has(sku));
  const stillOurs = [...new Set(granted)].filter((sku) => direct.includes(sku));
  const remove = stillOurs.filter((sku) => !wanted.includes(sku));
  const kept = stillOurs.filter((sku) => !remove.includes(sku));
  return { add, remove, granted: [...kept, ...add].sort() };
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
