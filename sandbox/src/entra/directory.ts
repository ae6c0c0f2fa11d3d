import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { ServicePrincipal, Tenant } from "../state/model";
import type { Store } from "../state/store";

/** The tenant by id or by one of its domains. */
export function findTenant(store: Store, name: string): Tenant {
  const wanted = name.toLowerCase();
  for (const tenant of store.all("tenants")) {
    if (tenant.id === wanted || tenant.verifiedDomains.includes(wanted)) return tenant;
  }
  throw new SandboxError(entraErrors.unknownTenant, [name]);
}

/** The sandbox's one tenant. Throws when it has been emptied. */
export function theTenant(store: Store): Tenant {
  for (const tenant of store.all("tenants")) return tenant;
  throw new Error("The sandbox has no tenant. Import one, or reset the sandbox.");
}

/** The application by its client id; null: the first one, which is the one that deploys. */
export function findPrincipal(store: Store, clientId: string | null, tenant: Tenant): ServicePrincipal {
  for (const principal of store.all("servicePrincipals")) {
    if (clientId === null || principal.appId === clientId.toLowerCase()) return principal;
  }
  throw new SandboxError(entraErrors.unknownClient, [clientId ?? "", tenant.displayName]);
}
