import type { EntraUser, LicenseAssignment, Sku } from "../state/model";
import type { Store } from "../state/store";

/** Why a licence cannot be: the words of `licenseAssignmentStates.error` (Graph, licenseAssignmentState). */
export type LicenseProblem =
  | { readonly error: "CountViolation"; readonly skuId: string }
  | {
      readonly error: "MutuallyExclusiveViolation";
      readonly planId: string;
      readonly others: readonly string[];
    }
  | { readonly error: "DependencyViolation"; readonly planId: string; readonly others: readonly string[] };

/** Whether anybody may take the SKU: a seat is needed only by who does not hold it already. */
export function seatProblem(user: EntraUser, sku: Sku, store: Store): LicenseProblem | undefined {
  // The stored row still counts where this very request has taken the SKU away before.
  const hasSeat = holds(user, sku.skuId) || holds(store.get("users", user.id) ?? user, sku.skuId);
  return hasSeat || store.seatsTaken(sku.skuId) < sku.enabled
    ? undefined
    : { error: "CountViolation", skuId: sku.skuId };
}

/** What does not go together among the plans that a user would have. */
export function planProblem(user: EntraUser, store: Store): LicenseProblem | undefined {
  const plans = user.licenses.flatMap(({ skuId, disabledPlans }) =>
    (store.get("skus", skuId)?.servicePlans ?? []).filter(
      ({ servicePlanId }) => !disabledPlans.includes(servicePlanId),
    ),
  );
  const ids = new Set(plans.map(({ servicePlanId }) => servicePlanId));
  for (const { servicePlanId: planId, excludes = [], dependsOn = [] } of plans) {
    const excluded = excludes.filter((id) => ids.has(id));
    if (excluded.length > 0) return { error: "MutuallyExclusiveViolation", planId, others: excluded };
    if (dependsOn.length > 0 && !dependsOn.some((id) => ids.has(id))) {
      return { error: "DependencyViolation", planId, others: dependsOn };
    }
  }
  return undefined;
}

/** The user with a licence more; one of the same SKU and origin only changes its plans, and is no new assignment. */
export function withLicense(user: EntraUser, license: LicenseAssignment): EntraUser {
  const same = user.licenses.find(
    (own) => own.skuId === license.skuId && own.assignedByGroup === license.assignedByGroup,
  );
  if (same === undefined) return { ...user, licenses: [...user.licenses, license] };
  const changed = { ...same, disabledPlans: license.disabledPlans };
  return { ...user, licenses: user.licenses.map((own) => (own === same ? changed : own)) };
}

export function holds(user: EntraUser, skuId: string): boolean {
  return user.licenses.some((license) => license.skuId === skuId);
}
