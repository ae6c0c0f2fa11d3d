import type { Sandbox } from "../sandbox";
import type { EntraUser, Environment, Sku } from "../state/model";

/**
 * Whether Dataverse counts a user as licensed: a SKU with Dataverse, one of its plans at least not switched off, and
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

function allPlansDisabled(sku: Sku, disabledPlans: readonly string[]): boolean {
  return (
    sku.servicePlans.length > 0 &&
    sku.servicePlans.every((plan) => disabledPlans.includes(plan.servicePlanId))
  );
}

/** Whether a user may be in an environment; nested groups do not count (Power Platform admin guide). */
export function isInSecurityGroup(userId: string, environment: Environment, { store }: Sandbox): boolean {
  if (environment.securityGroupId === null) return true;
  return store.get("groups", environment.securityGroupId)?.members.includes(userId) ?? false;
}

/** The sandbox's one environment. Throws when the tenant has been emptied. */
export function theEnvironment({ store }: Sandbox): Environment {
  for (const environment of store.all("environments")) return environment;
  throw new Error("The tenant has no environment. Import a tenant with one, or reset the sandbox.");
}
