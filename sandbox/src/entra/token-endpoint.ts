import { decodeJwt, type JWTPayload } from "jose";
import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest, SandboxResponse } from "../http/types";
import type { ServicePrincipal, Tenant } from "../state/model";
import type { Store } from "../state/store";
import { serviceOfResource } from "./addresses";
import { tokenLifetime, type Tokens } from "./tokens";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** `POST /{tenant}/oauth2/v2.0/token` for client credentials: a secret or an assertion. */
export async function answerTokenRequest(
  request: SandboxRequest,
  tenantName: string,
  store: Store,
  tokens: Tokens,
): Promise<SandboxResponse> {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const grantType = required(form, "grant_type");
  const clientId = required(form, "client_id");
  if (grantType !== "client_credentials") throw new SandboxError(entraErrors.unsupportedGrant, [grantType]);
  const tenant = findTenant(store, tenantName);
  const principal = findPrincipal(store, clientId, tenant);
  authenticate(form, principal, tokens);
  const resource = resourceOf(required(form, "scope"));
  if (serviceOfResource(resource, request.origin) === undefined) {
    throw new SandboxError(entraErrors.unknownResource, [resource, tenant.displayName]);
  }
  const issuer = `${request.origin}/${tenant.id}/v2.0`;
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    body: {
      token_type: "Bearer",
      expires_in: tokenLifetime,
      ext_expires_in: tokenLifetime,
      access_token: await tokens.issue(principal, { id: tenant.id, issuer }, resource),
    },
  };
}

/** By id or by one of its domains. */
export function findTenant(store: Store, name: string): Tenant {
  const wanted = name.toLowerCase();
  for (const tenant of store.all("tenants")) {
    if (tenant.id === wanted || tenant.verifiedDomains.includes(wanted)) return tenant;
  }
  throw new SandboxError(entraErrors.unknownTenant, [name]);
}

function findPrincipal(store: Store, clientId: string, tenant: Tenant): ServicePrincipal {
  for (const principal of store.all("servicePrincipals")) {
    if (principal.appId === clientId.toLowerCase()) return principal;
  }
  throw new SandboxError(entraErrors.unknownClient, [clientId, tenant.displayName]);
}

function authenticate(form: URLSearchParams, principal: ServicePrincipal, tokens: Tokens): void {
  const assertion = form.get("client_assertion");
  const secret = form.get("client_secret");
  if (assertion !== null) checkAssertion(form.get("client_assertion_type"), assertion);
  else if (secret === null) throw new SandboxError(entraErrors.noCredential);
  else if (!tokens.isClientSecret(secret)) throw new SandboxError(entraErrors.wrongSecret, [principal.appId]);
}

/**
 * Assumed: any signature is taken. The real service checks it against the application's certificates, or asks the
 * issuer of a federated credential; the sandbox has neither, and it can be reached from this machine only.
 */
function checkAssertion(type: string | null, assertion: string): void {
  if (type !== assertionType) {
    throw new SandboxError(entraErrors.malformedAssertion, [
      `client_assertion_type must be '${assertionType}'`,
    ]);
  }
  let claims: JWTPayload;
  try {
    claims = decodeJwt(assertion);
  } catch {
    throw new SandboxError(entraErrors.malformedAssertion, ["the client_assertion cannot be decoded"]);
  }
  for (const claim of ["iss", "aud"] as const) {
    if (!claims[claim]) {
      throw new SandboxError(entraErrors.malformedAssertion, [
        `the client_assertion has no '${claim}' claim`,
      ]);
    }
  }
}

function resourceOf(scope: string): string {
  const resources = scope.split(" ").filter((word) => word.endsWith("/.default"));
  const [first] = resources;
  if (first === undefined || resources.length > 1)
    throw new SandboxError(entraErrors.scopeWithoutDefault, [scope]);
  return first.slice(0, -"/.default".length);
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new SandboxError(entraErrors.missingParameter, [name]);
  return value;
}
