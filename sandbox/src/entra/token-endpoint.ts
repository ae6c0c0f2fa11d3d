import { X509Certificate } from "node:crypto";
import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest, SandboxResponse } from "../http/types";
import type { ServicePrincipal, Tenant } from "../state/model";
import type { Store } from "../state/store";
import { serviceOfResource } from "./addresses";
import { assertionType, checkClientAssertion } from "./client-assertion";
import { findPrincipal, findTenant } from "./directory";
import { tokenLifetime, type Tokens } from "./tokens";

/**
 * `POST /{tenant}/oauth2/v2.0/token` for client credentials: a secret, or an assertion. Fields it does not know, and
 * the claims of a challenge, are taken and ignored: each answer is a new token.
 */
export async function answerTokenRequest(
  request: SandboxRequest,
  tenantName: string,
  store: Store,
  tokens: Tokens,
  certificate: X509Certificate,
): Promise<SandboxResponse> {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const grantType = required(form, "grant_type");
  const clientId = required(form, "client_id");
  if (grantType !== "client_credentials") throw new SandboxError(entraErrors.unsupportedGrant, [grantType]);
  const tenant = findTenant(store, tenantName);
  const principal = findPrincipal(store, clientId, tenant);
  const assertion = form.get("client_assertion");
  if (assertion === null) checkSecret(form.get("client_secret"), principal, tokens);
  else {
    checkAssertionType(form.get("client_assertion_type"));
    await checkClientAssertion(assertion, principal, {
      audiences: audiences(request.origin, tenant),
      certificates: [certificate, ...(principal.certificates ?? []).map((pem) => new X509Certificate(pem))],
      now: Date.now(),
    });
  }
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

function checkSecret(secret: string | null, principal: ServicePrincipal, tokens: Tokens): void {
  if (!secret) throw new SandboxError(entraErrors.noCredential);
  if (!tokens.isClientSecret(secret)) throw new SandboxError(entraErrors.wrongSecret, [principal.appId]);
}

function checkAssertionType(type: string | null): void {
  if (type === assertionType) return;
  throw new SandboxError(entraErrors.malformedAssertion, [
    `client_assertion_type must be '${assertionType}'`,
  ]);
}

/** Whom an application may name in its assertion: the issuer (documented), or the token endpoint (MSAL, go-azure-sdk). */
function audiences(origin: string, { id, verifiedDomains }: Tenant): string[] {
  return [id, ...verifiedDomains].flatMap((name) =>
    ["v2.0", "oauth2/v2.0/token", "oauth2/token"].map((path) => `${origin}/${name}/${path}`),
  );
}

function resourceOf(scope: string): string {
  const resources = scope.split(" ").filter((word) => word.endsWith("/.default"));
  const [first] = resources;
  if (first === undefined) throw new SandboxError(entraErrors.scopeWithoutDefault, [scope]);
  if (resources.length > 1) throw new SandboxError(entraErrors.severalResources, [scope]);
  return first.slice(0, -"/.default".length);
}

function required(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new SandboxError(entraErrors.missingParameter, [name]);
  return value;
}
