import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { reprocessed } from "../rules/group-licenses";
import {
  holds,
  type LicenseProblem,
  planProblem,
  seatProblem,
  withLicense,
} from "../rules/license-assignment";
import type { EntraUser } from "../state/model";
import { licenseChange } from "./license-change";
import { allowOptions } from "./query";
import { type GraphCall, graphRoute, namedUser } from "./request";
import { defaultProperties } from "./user-properties";
import { disabledPlans, servicePlans, userResource } from "./user-resource";

export const licenseRoutes: readonly Route[] = [
  graphRoute({
    method: "POST",
    name: "/users/{id}/assignLicense",
    permission: "license",
    covers: "addLicenses with disabledPlans, removeLicenses; seats, usage location, inherited licences",
    evidence: "documented",
    source: "learn.microsoft.com, user: assignLicense",
    handle: assignLicense,
  }),
  graphRoute({
    method: "POST",
    name: "/users/{id}/reprocessLicenseAssignment",
    permission: "license",
    evidence: "documented",
    source: "learn.microsoft.com, user: reprocessLicenseAssignment",
    handle: reprocessLicenses,
  }),
  graphRoute({
    method: "GET",
    name: "/users/{id}/licenseDetails",
    permission: "read",
    evidence: "documented",
    source: "learn.microsoft.com, List licenseDetails",
    handle: (call) => {
      allowOptions(call.request.query, []);
      const user = namedUser(call);
      const details = [...call.store.all("skus")]
        .filter((sku) => holds(user, sku.skuId))
        .map((sku) => ({
          id: `${user.id}_${sku.skuId}`,
          skuId: sku.skuId,
          skuPartNumber: sku.skuPartNumber,
          servicePlans: servicePlans(sku, disabledPlans(user, sku.skuId)),
        }));
      const context = `${call.root}/$metadata#users('${user.id}')/licenseDetails`;
      return { status: 200, body: { "@odata.context": context, value: details } };
    },
  }),
  graphRoute({
    method: "GET",
    name: "/subscribedSkus",
    permission: "read",
    covers: "seats bought and taken, service plans",
    evidence: "documented",
    source: "learn.microsoft.com, List subscribedSkus",
    handle: subscribedSkus,
  }),
];

function assignLicense(call: GraphCall): SandboxResponse {
  const { store, sandbox } = call;
  const user = namedUser(call);
  const { added, removed } = licenseChange(call);
  let changed = user;
  for (const skuId of removed) changed = without(changed, skuId);
  for (const license of added) {
    if (user.usageLocation === null) throw new SandboxError(graphErrors.noUsageLocation);
    const sku = store.get("skus", license.skuId);
    refuse(sku && seatProblem(changed, sku, store));
    changed = withLicense(changed, { ...license, assignedByGroup: null, assignedAt: sandbox.clock.now() });
  }
  refuse(planProblem(changed, store));
  store.put("users", user.id, changed);
  return licensed(call, changed);
}

/** Another look at the licences of the user's groups; what still cannot be given is told as an error. */
function reprocessLicenses(call: GraphCall): SandboxResponse {
  const { user, problem } = reprocessed(namedUser(call), call.sandbox);
  refuse(problem);
  call.store.put("users", user.id, user);
  return licensed(call, user);
}

function licensed({ store, version, root }: GraphCall, user: EntraUser): SandboxResponse {
  const select = [...defaultProperties, "assignedLicenses", "assignedPlans"];
  return {
    status: 200,
    body: {
      "@odata.context": `${root}/$metadata#users/$entity`,
      ...userResource(user, store, version, select),
    },
  };
}

function without(user: EntraUser, skuId: string): EntraUser {
  const direct = user.licenses.find((license) => license.skuId === skuId && license.assignedByGroup === null);
  if (direct === undefined) {
    throw new SandboxError(
      holds(user, skuId) ? graphErrors.inheritedLicense : graphErrors.licenseNotAssigned,
    );
  }
  return { ...user, licenses: user.licenses.filter((license) => license !== direct) };
}

function refuse(problem: LicenseProblem | undefined): void {
  if (problem === undefined) return;
  switch (problem.error) {
    case "CountViolation":
      throw new SandboxError(graphErrors.noSeats, [problem.skuId]);
    case "MutuallyExclusiveViolation":
      throw new SandboxError(graphErrors.exclusivePlans, [problem.planId, problem.others.join(", ")]);
    case "DependencyViolation":
      throw new SandboxError(graphErrors.dependentPlan, [problem.planId, problem.others.join(", ")]);
  }
}

function subscribedSkus({ request, store, root }: GraphCall): SandboxResponse {
  // Documented: $select only. It only makes the answer smaller, and the answer is small.
  allowOptions(request.query, ["$select"]);
  const [tenant] = store.all("tenants");
  const select = request.query.get("$select")?.split(",");
  const value = [...store.all("skus")].map((sku) => {
    const whole: Record<string, unknown> = {
      accountName: tenant?.displayName,
      accountId: tenant?.id,
      appliesTo: "User",
      capabilityStatus: sku.enabled > 0 ? "Enabled" : "Suspended",
      consumedUnits: store.seatsTaken(sku.skuId),
      id: `${tenant?.id ?? ""}_${sku.skuId}`,
      prepaidUnits: { enabled: sku.enabled, lockedOut: 0, suspended: 0, warning: 0 },
      servicePlans: servicePlans(sku),
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
      subscriptionIds: [],
    };
    return select === undefined ? whole : Object.fromEntries(select.map((name) => [name, whole[name]]));
  });
  return { status: 200, body: { "@odata.context": `${root}/$metadata#subscribedSkus`, value } };
}
