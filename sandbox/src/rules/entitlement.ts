import type { Sandbox } from "../sandbox";
import type { EntraUser, Environment, Group, Sku } from "../state/model";
import type { Store } from "../state/store";

/**
 * Whether Dataverse counts a user as licensed: a SKU with Dataverse, one of its plans for Dataverse at least not switched off, and
 * assigned long enough ago for the services to have heard of it (`settings.licenseDelay`).
 */
export function isLicensed(user: EntraUser, { store, clock, settings }: Sandbox): boolean {
  return user.licenses.some((license) => {
    const sku = store.get("skus", license.skuId);
    return (
      sku?.dataverse === true &&
      !allPlansDisabled(sku, license.disabledPlans) &&
      clock.now() - license.assignedAt >= settings.licenseDelay
    );
  });
}

function allPlansDisabled({ servicePlans }: Sku, disabledPlans: readonly string[]): boolean {
  const plans = servicePlans.filter(({ dataverse = true }) => dataverse);
  return plans.length > 0 && plans.every((plan) => disabledPlans.includes(plan.servicePlanId));
}

/** Whether a user may be in an environment; nested groups do not count (Power Platform admin guide). */
export function isInSecurityGroup(userId: string, environment: Environment, { store }: Sandbox): boolean {
  if (environment.securityGroupId === null) return true;
  const group = securityGroupOf(environment, store);
  return group !== undefined && isMember(group, userId);
}

/** The group whose members may be in an environment; undefined when everybody may, or the group is gone. */
export function securityGroupOf({ securityGroupId }: Environment, store: Store): Group | undefined {
  return securityGroupId === null ? undefined : store.get("groups", securityGroupId);
}

const lookUps = new WeakMap<readonly string[], { count: number; set?: ReadonlySet<string> }>();

/**
 * Whether a group has this member. A list that is asked about often gets a set; of one that changes with each request
 * it would cost more than the search.
 */
export function isMember({ members }: Group, userId: string): boolean {
  const known = lookUps.get(members) ?? { count: 0 };
  lookUps.set(members, known);
  known.count += 1;
  if (known.count > 16) known.set ??= new Set(members);
  return known.set?.has(userId) ?? members.includes(userId);
}

/** When Dataverse will hear of a licence that it does not know yet; undefined when it knows of all. */
export function licenseHeardAt(user: EntraUser, { clock, settings }: Sandbox): number | undefined {
  const times = user.licenses
    .map(({ assignedAt }) => assignedAt + settings.licenseDelay)
    .filter((time) => time > clock.now());
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The environment whose Dataverse the sandbox serves: the first that has one. Throws when there is none. */
export function theEnvironment({ store }: Pick<Sandbox, "store">): Environment {
  for (const environment of store.all("environments")) if (hasDataverse(environment)) return environment;
  throw new Error("The tenant has no environment. Import a tenant with one, or reset the sandbox.");
}

export function hasDataverse({ databaseType }: Environment): boolean {
  return databaseType !== "None";
}
