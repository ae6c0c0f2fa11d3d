import type { Route, SandboxRequest, SandboxResponse } from "../http/types";
import { baseUrl } from "./addresses";
import { answerTokenRequest, findTenant } from "./token-endpoint";
import type { Tokens } from "./tokens";

/** OpenID discovery, signing keys, the token endpoint, and the metadata document of the azuread plug-in. */
export function entraRoutes(tokens: Tokens): Route[] {
  return [
    {
      service: "entra",
      method: "GET",
      name: "/{tenant}/v2.0/.well-known/openid-configuration",
      pattern: /^\/(?<tenant>[^/]+)\/v2\.0\/\.well-known\/openid-configuration$/,
      covers: "the fields that clients demand; the tenant by id or domain",
      evidence: "observed",
      source: "@azure/identity 4.13.1 against a local listener: which fields msal demands",
      handle: (request, { tenant = "" }, { store }) => discovery(request, findTenant(store, tenant).id),
    },
    {
      service: "entra",
      method: "GET",
      name: "/{tenant}/discovery/v2.0/keys",
      pattern: /^\/(?<tenant>[^/]+)\/discovery\/v2\.0\/keys$/,
      evidence: "documented",
      source: "OpenID Connect on the Microsoft identity platform",
      handle: async (_request, { tenant = "" }, { store }) => {
        findTenant(store, tenant);
        return { status: 200, body: { keys: [await tokens.publicKey()] } };
      },
    },
    {
      service: "entra",
      method: "POST",
      name: "/{tenant}/oauth2/v2.0/token",
      pattern: /^\/(?<tenant>[^/]+)\/oauth2\/v2\.0\/token$/,
      covers: "client credentials with a secret or a client assertion, for one of the services here",
      evidence: "observed",
      source: "@azure/identity 4.13.1 and hashicorp/go-azure-sdk: what they send and read",
      handle: (request, { tenant = "" }, { store }) => answerTokenRequest(request, tenant, store, tokens),
    },
    {
      service: "entra",
      method: "GET",
      name: "/metadata/endpoints",
      pattern: /^\/metadata\/endpoints$/,
      covers: "the addresses that the azuread plug-in asks for",
      evidence: "observed",
      source: "hashicorp/go-azure-sdk sdk/internal/metadata/client.go: the fields it cannot do without",
      handle: metadata,
    },
  ];
}

function discovery({ origin }: SandboxRequest, tenantId: string): SandboxResponse {
  const tenant = `${origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      issuer: `${tenant}/v2.0`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
      response_types_supported: ["token"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      grant_types_supported: ["client_credentials"],
    },
  };
}

/** `loginEndpoint` must not end in a slash: go-azure-sdk appends `/{tenant}` to it as it is. */
function metadata({ origin }: SandboxRequest): SandboxResponse {
  return {
    status: 200,
    body: {
      name: "Sandbox",
      resourceManager: `${origin}/`,
      microsoftGraphResourceId: `${baseUrl(origin, "graph")}/`,
      authentication: {
        loginEndpoint: origin,
        audiences: [origin],
        tenant: "common",
        identityProvider: "AAD",
      },
      suffixes: {},
    },
  };
}
