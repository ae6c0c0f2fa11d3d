import { readFile } from "node:fs/promises";
import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  type TokenCredentialOptions,
} from "@azure/identity";
import type { CredentialChoice, Proof } from "./credential-choice";
import type { Endpoints } from "../clouds";
import type { Transport } from "../http/http";
import type { Credential } from "./tokens";

/** What Entra expects in the token of a federated credential (Entra: "Workload identity federation"). */
const AUDIENCE = "api://AzureADTokenExchange";

// @azure/identity takes a third of a second to load, which a deployment that signs in nowhere need not spend: load this
// module when it is needed (`connect.ts`).

/** The credential that was chosen. */
export function createCredential(
  choice: CredentialChoice,
  endpoints: Endpoints,
  transport: Transport,
): Credential {
  const { watch, seen } = authorityWatch();
  const options = {
    authorityHost: endpoints.authority,
    // Authorities that are not Microsoft's are unknown to the instance discovery at login.microsoftonline.com.
    disableInstanceDiscovery: !endpoints.microsoftAuthority,
    additionalPolicies: [watch],
  };
  const credential = credentialOf(choice, options, transport);
  return {
    getToken: (scope, given) => credential.getToken(scope, given),
    knowsAuthority: seen,
  };
}

/** Something that all requests of a credential go through. */
type Policy = NonNullable<TokenCredentialOptions["additionalPolicies"]>[number];

/** Sees when a credential has been told the authority's addresses. */
function authorityWatch(): { watch: Policy; seen: Promise<void> } {
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => (tell = resolve));
  const policy: Policy["policy"] = {
    name: "authorityWatch",
    async sendRequest(request, next) {
      const response = await next(request);
      // The credential is to have read the answer by then.
      if (request.url.includes("/.well-known/openid-configuration")) setImmediate(tell);
      return response;
    },
  };
  return { watch: { policy, position: "perCall" }, seen };
}

function credentialOf(
  choice: CredentialChoice,
  options: TokenCredentialOptions & { authorityHost: string; disableInstanceDiscovery: boolean },
  transport: Transport,
): Credential {
  switch (choice.kind) {
    case "application": {
      const { tenantId, clientId, proof } = choice;
      if (proof.kind === "clientSecret") {
        return new ClientSecretCredential(tenantId, clientId, proof.clientSecret, options);
      }
      if (proof.kind === "certificate") {
        const certificate = {
          certificatePath: proof.path,
          ...(proof.password === undefined ? {} : { certificatePassword: proof.password }),
        };
        return new ClientCertificateCredential(tenantId, clientId, certificate, options);
      }
      const assertion = () => federatedToken(proof, transport);
      return new ClientAssertionCredential(tenantId, clientId, assertion, options);
    }
    case "managedIdentity":
      return choice.clientId === undefined
        ? new ManagedIdentityCredential(options)
        : new ManagedIdentityCredential({ ...options, clientId: choice.clientId });
    case "cli":
      return new AzureCliCredential(tenantOf(choice));
    case "default":
      return new DefaultAzureCredential({ ...options, ...tenantOf(choice) });
  }
}

function tenantOf({ tenantId }: { tenantId: string | undefined }): { tenantId?: string } {
  return tenantId === undefined ? {} : { tenantId };
}

async function federatedToken(
  proof: Exclude<Proof, { kind: "clientSecret" | "certificate" }>,
  transport: Transport,
): Promise<string> {
  if (proof.kind === "token") return proof.token;
  // Read anew each time: Kubernetes and others renew the file.
  if (proof.kind === "tokenFile") return (await readFile(proof.path, "utf8")).trim();
  const url = new URL(proof.url);
  url.searchParams.set("audience", AUDIENCE);
  const answer = await transport({
    method: "GET",
    url: url.href,
    headers: { authorization: `Bearer ${proof.token}`, accept: "application/json" },
  });
  const token = answer.status === 200 ? valueOf(answer.body) : undefined;
  if (token === undefined) {
    throw new Error(`GitHub Actions gave no OIDC token (HTTP ${String(answer.status)}).`);
  }
  return token;
}

function valueOf(body: string): string | undefined {
  const parsed = JSON.parse(body) as { value?: unknown };
  return typeof parsed.value === "string" ? parsed.value : undefined;
}
