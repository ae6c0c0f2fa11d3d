import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Store } from "../state/store";
import { type GraphCall, jsonBody } from "./request";

/** What an `assignLicense` asks for, of a user or of a group. */
export interface LicenseChange {
  readonly added: readonly { readonly skuId: string; readonly disabledPlans: string[] }[];
  /** SKU ids. */
  readonly removed: readonly string[];
}

/** The change in a call's body. Throws Graph's 400 for a missing list, and for SKUs and plans that do not exist. */
export function licenseChange(call: GraphCall): LicenseChange {
  const body = jsonBody(call);
  const missing = ["addLicenses", "removeLicenses"].filter((name) => !Array.isArray(body[name]));
  if (missing.length > 0) throw new SandboxError(graphErrors.missingParameters, [missing.join(", ")]);
  const removed = (body.removeLicenses as unknown[]).map((skuId) => String(skuId).toLowerCase());
  const added = (body.addLicenses as ({ skuId?: unknown; disabledPlans?: unknown } | null)[]).map(
    (license) => {
      const plans = license?.disabledPlans;
      return {
        skuId: String(license?.skuId).toLowerCase(),
        disabledPlans: Array.isArray(plans) ? plans.map((plan) => String(plan).toLowerCase()) : [],
      };
    },
  );
  for (const skuId of removed) checkSku(skuId, [], call.store);
  for (const { skuId, disabledPlans } of added) {
    checkSku(skuId, disabledPlans, call.store);
  }
  return { added, removed };
}

function checkSku(skuId: string, plans: readonly string[], store: Store): void {
  const sku = store.get("skus", skuId);
  if (sku === undefined) throw new SandboxError(graphErrors.unknownSku, [skuId]);
  const unknown = plans.find((id) => !sku.servicePlans.some(({ servicePlanId }) => servicePlanId === id));
  if (unknown !== undefined) throw new SandboxError(graphErrors.unknownPlan, [unknown, skuId]);
}
