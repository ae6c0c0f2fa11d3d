import type { X509Certificate } from "node:crypto";
import { entraErrors } from "../errors/entra";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxRequest, SandboxResponse } from "../http/types";
import { baseUrl, isSameAddress } from "./addresses";
import { findTenant } from "./directory";
import { answerIdentityRequest } from "./managed-identity";
import { answerTokenRequest } from "./token-endpoint";
import type { Tokens } from "./tokens";

/**
 * OpenID discovery, signing keys, the token endpoint, a managed identity, and the metadata document of the azuread
 * plug-in. `certificate` is registered for every application.
 */
export function entraRoutes(tokens: Tokens, certificate: X509Certificate): Route[] {
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
      handle: (request, { tenant = "" }, { store }) =>
        answerTokenRequest(request, tenant, store, tokens, certificate),
    },
    {
      service: "entra",
      method: "GET",
      name: "/common/discovery/instance",
      pattern: /^\/common\/discovery\/instance$/,
      evidence: "observed",
      source: "AzureAD/microsoft-authentication-library-for-js, InstanceDiscoveryMetadata: what it reads",
      handle: instanceDiscovery,
    },
    {
      service: "entra",
      method: "GET",
      name: "/msi/token",
      pattern: /^\/msi\/token$/,
      evidence: "documented",
      source:
        "learn.microsoft.com, Use managed identities for App Service: REST endpoint reference (the path is the sandbox's)",
      handle: (request, _params, { store }) => answerIdentityRequest(request, store, tokens),
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

/** The sandbox is the only instance that it knows. */
function instanceDiscovery({ origin, query }: SandboxRequest): SandboxResponse {
  const endpoint = query.get("authorization_endpoint") ?? "";
  const parts = /^(https:\/\/[^/]+)\/([^/]+)\//.exec(endpoint);
  if (!parts || !isSameAddress(parts[1] ?? "", origin)) {
    throw new SandboxError(entraErrors.unknownInstance, [endpoint]);
  }
  const host = new URL(origin).host;
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${parts[2] ?? ""}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
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
