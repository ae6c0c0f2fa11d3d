import { setTimeout as sleep } from "node:timers/promises";
import { ClientSecretCredential, DefaultAzureCredential, type TokenCredential } from "@azure/identity";
import { inheritLicense } from "./group-license";
import { HttpsClient } from "./https-client";
import { Target, type TargetSettings } from "./target";

/** A real tenant. Waits take their time. `@azure/identity` finds who signs in, as in deployments. */
export function liveTarget(settings: TargetSettings): {
  readonly target: Target;
  readonly close: () => void;
} {
  const { tenantId } = settings;
  const { authority } = settings.endpoints;
  const options = {
    authorityHost: authority,
    // Microsoft vouches for its own authorities only.
    disableInstanceDiscovery: !isMicrosofts(authority),
  };
  const http = new HttpsClient();
  const credential = new DefaultAzureCredential({ tenantId, ...options });
  const target = new Target(settings, {
    http,
    token: (scope) => tokenFrom(credential, scope),
    tokenOf: ({ clientId, clientSecret }, scope) =>
      tokenFrom(new ClientSecretCredential(tenantId, clientId, clientSecret, options), scope),
    pause: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal }),
    inheritLicense,
  });
  return {
    target,
    close: () => {
      http.close();
    },
  };
}

async function tokenFrom(credential: TokenCredential, scope: string): Promise<string> {
  const token = await credential.getToken(scope);
  if (token === null) throw new Error(`Nobody is signed in for ${scope}.`);
  return token.token;
}

function isMicrosofts(authority: string): boolean {
  return /\.(microsoftonline\.(com|us)|chinacloudapi\.cn)$/.test(new URL(authority).hostname);
}
