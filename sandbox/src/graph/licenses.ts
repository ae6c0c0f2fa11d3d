import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { EntraUser, LicenseAssignment } from "../state/model";
import type { Store } from "../state/store";
import { allowOptions } from "./query";
import { type GraphCall, graphRoute, jsonBody, namedUser } from "./request";
import { consumedUnits, holds } from "./seats";
import { defaultProperties } from "./user-properties";
import { servicePlans, userResource } from "./user-resource";

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
          servicePlans: servicePlans(sku),
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
  const { store, version, root, sandbox } = call;
  const user = namedUser(call);
  const body = jsonBody(call);
  const missing = ["addLicenses", "removeLicenses"].filter((name) => !Array.isArray(body[name]));
  if (missing.length > 0) throw new SandboxError(graphErrors.missingParameters, [missing.join(", ")]);
  const added = (body.addLicenses as { skuId?: unknown; disabledPlans?: unknown }[]).map((license) => ({
    skuId: String(license.skuId).toLowerCase(),
    disabledPlans: Array.isArray(license.disabledPlans) ? license.disabledPlans.map(String) : [],
  }));
  let changed = user;
  for (const skuId of body.removeLicenses as unknown[])
    changed = without(changed, String(skuId).toLowerCase(), store);
  for (const license of added) {
    changed = withLicense(
      changed,
      { ...license, assignedByGroup: null, assignedAt: sandbox.clock.now() },
      store,
    );
  }
  store.put("users", user.id, changed);
  const select = [...defaultProperties, "assignedLicenses", "assignedPlans"];
  return {
    status: 200,
    body: {
      "@odata.context": `${root}/$metadata#users/$entity`,
      ...userResource(changed, store, version, select),
    },
  };
}

function without(user: EntraUser, skuId: string, store: Store): EntraUser {
  checkSku(skuId, store);
  const direct = user.licenses.find((license) => license.skuId === skuId && license.assignedByGroup === null);
  if (direct === undefined) {
    throw new SandboxError(
      holds(user, skuId) ? graphErrors.inheritedLicense : graphErrors.licenseNotAssigned,
    );
  }
  return { ...user, licenses: user.licenses.filter((license) => license !== direct) };
}

function withLicense(user: EntraUser, license: LicenseAssignment, store: Store): EntraUser {
  const sku = checkSku(license.skuId, store);
  if (user.usageLocation === null) throw new SandboxError(graphErrors.noUsageLocation);
  for (const plan of license.disabledPlans) {
    if (!sku.servicePlans.some(({ servicePlanId }) => servicePlanId === plan)) {
      throw new SandboxError(graphErrors.unknownPlan, [plan, sku.skuId]);
    }
  }
  const direct = user.licenses.find((own) => own.skuId === sku.skuId && own.assignedByGroup === null);
  if (direct !== undefined) {
    // Assigning again changes the plans, and is not a new assignment.
    const same = { ...direct, disabledPlans: license.disabledPlans };
    return { ...user, licenses: user.licenses.map((own) => (own === direct ? same : own)) };
  }
  // The stored row still counts where this very request took the SKU away before.
  const takesSeat = !holds(user, sku.skuId) && !holds(store.get("users", user.id) ?? user, sku.skuId);
  if (takesSeat && consumedUnits(store, sku.skuId) >= sku.enabled) {
    throw new SandboxError(graphErrors.noSeats, [sku.skuId]);
  }
  return { ...user, licenses: [...user.licenses, license] };
}

function checkSku(
  skuId: string,
  store: Store,
): { skuId: string; enabled: number; servicePlans: { servicePlanId: string }[] } {
  const sku = store.get("skus", skuId);
  if (sku === undefined) throw new SandboxError(graphErrors.unknownSku, [skuId]);
  return sku;
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
      consumedUnits: consumedUnits(store, sku.skuId),
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
