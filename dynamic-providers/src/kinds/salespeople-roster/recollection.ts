import type { Tenant } from "../../clients/tenant";
import type { Members } from "./find";

const known = new WeakMap<Tenant, Map<string, Members>>();

/**
 * Keeps in this process what the state records of a roster's people: a preflight is given their inputs only, and
 * who was renamed shows in object ids. A refresh comes before it, in the same process.
 */
export function remember(tenant: Tenant, organizationUrl: string, members: Members): void {
  const rosters = known.get(tenant) ?? new Map<string, Members>();
  known.set(tenant, rosters.set(organizationUrl, members));
}

/** What was remembered of a roster; nobody when it was not read by this process. */
export function recalled(tenant: Tenant, organizationUrl: string): Members {
  return known.get(tenant)?.get(organizationUrl) ?? {};
}
