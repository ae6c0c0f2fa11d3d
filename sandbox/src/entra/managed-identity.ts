import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest, SandboxResponse } from "../http/types";
import type { Store } from "../state/store";
import { serviceOfResource } from "./addresses";
import { findPrincipal, theTenant } from "./directory";
import { tokenLifetime, type Tokens } from "./tokens";

/**
 * `GET /msi/token`: what App Service answers at `IDENTITY_ENDPOINT`. The identity is the deploying application's, and
 * `IDENTITY_HEADER` its client secret.
 */
export async function answerIdentityRequest(
  request: SandboxRequest,
  store: Store,
  tokens: Tokens,
): Promise<SandboxResponse> {
  const { query, headers, origin } = request;
  if (!tokens.isClientSecret(headers["x-identity-header"] ?? "")) {
    throw new SandboxError(entraErrors.identityHeader);
  }
  const resource = query.get("resource") ?? "";
  const tenant = theTenant(store);
  if (serviceOfResource(resource, origin) === undefined) {
    throw new SandboxError(entraErrors.unknownResource, [resource, tenant.displayName]);
  }
  const principal = findPrincipal(store, query.get("client_id"), tenant);
  const issuer = `${origin}/${tenant.id}/v2.0`;
  const access_token = await tokens.issue(principal, { id: tenant.id, issuer }, resource);
  const expires_on = String(Math.floor(Date.now() / 1000) + tokenLifetime);
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    body: { access_token, expires_on, resource, token_type: "Bearer", client_id: principal.appId },
  };
}
