import type { EntraUser, Sku } from "../state/model";
import type { Store } from "../state/store";
import { defaultProperties } from "./user-properties";

/** Where an endpoint differs: only beta knows `showInAddressList`, and says true when nobody has set it. */
export type Version = "v1.0" | "beta";

/** The user as Graph shows it: the selected properties, or the default ones. */
export function userResource(
  user: EntraUser,
  store: Store,
  version: Version,
  select: readonly string[] = defaultProperties,
): Record<string, unknown> {
  return Object.fromEntries(select.map((name) => [name, userProperty(user, name, store, version)]));
}

/** One property by its canonical name. */
export function userProperty(user: EntraUser, name: string, store: Store, version: Version): unknown {
  switch (name) {
    case "id":
    case "displayName":
    case "mailNickname":
    case "accountEnabled":
    case "userType":
    case "usageLocation":
    case "mail":
    case "createdDateTime":
    case "deletedDateTime":
      return user[name];
    case "userPrincipalName":
      // A deleted user's name is free again: Graph puts the id before it.
      return user.deletedDateTime === null
        ? user.userPrincipalName
        : user.id.replaceAll("-", "") + user.userPrincipalName;
    case "showInAddressList":
      return version === "beta" ? (user.showInAddressList ?? true) : null;
    case "assignedLicenses":
      return assignedLicenses(user);
    case "assignedPlans":
      return assignedPlans(user, store);
    case "licenseAssignmentStates":
      return licenseAssignmentStates(user);
    case "businessPhones":
    case "otherMails":
    case "imAddresses":
    case "proxyAddresses":
      return user.properties[name] ?? [];
    case "passwordProfile":
      // Never shown to an application.
      return null;
    default:
      return user.properties[name] ?? null;
  }
}

/** The plans of a SKU that are off for a user. */
export function disabledPlans(user: EntraUser, skuId: string): readonly string[] {
  return assignedLicenses(user).find((license) => license.skuId === skuId)?.disabledPlans ?? [];
}

/** One entry for a SKU, however often it is assigned; a plan is off only where every assignment says so. */
function assignedLicenses(user: EntraUser): { disabledPlans: string[]; skuId: string }[] {
  const disabled = new Map<string, string[]>();
  for (const { skuId, disabledPlans } of user.licenses) {
    const other = disabled.get(skuId);
    disabled.set(
      skuId,
      other === undefined ? disabledPlans : other.filter((plan) => disabledPlans.includes(plan)),
    );
  }
  return [...disabled].map(([skuId, disabledPlans]) => ({ disabledPlans, skuId }));
}

function assignedPlans(user: EntraUser, store: Store): unknown[] {
  return assignedLicenses(user).flatMap(({ skuId, disabledPlans }) => {
    const assignedAt = user.licenses.find((license) => license.skuId === skuId)?.assignedAt ?? 0;
    return (store.get("skus", skuId)?.servicePlans ?? [])
      .filter(({ servicePlanId }) => !disabledPlans.includes(servicePlanId))
      .map(({ servicePlanId }) => ({
        assignedDateTime: dateTime(assignedAt),
        capabilityStatus: "Enabled",
        service: "CRM",
        servicePlanId,
      }));
  });
}

function licenseAssignmentStates({ licenses, licenseErrors = [] }: EntraUser): unknown[] {
  const active = licenses.map((license) => ({ ...license, state: "Active", error: "None" }));
  const failed = licenseErrors.map((license) => ({ ...license, state: "Error" }));
  return [...active, ...failed].map(({ assignedAt, ...license }) => ({
    ...license,
    lastUpdatedDateTime: dateTime(assignedAt),
  }));
}

/** The plans of a SKU as `licenseDetails` and `subscribedSkus` show them. */
export function servicePlans(sku: Sku, disabled: readonly string[] = []): unknown[] {
  return sku.servicePlans.map(({ servicePlanId, servicePlanName }) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus: disabled.includes(servicePlanId) ? "Disabled" : "Success",
    appliesTo: "User",
  }));
}

function dateTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+/, "");
}
