import { readFileSync } from "node:fs";
import type { RunningSandbox } from "@bc-sales/sandbox";
import { connectTenant } from "../../../dynamic-providers/dist/clients/connect";
import { httpTransport, type Transport } from "../../../dynamic-providers/dist/clients/http/http";
import type { Clock, Tenant } from "../../../dynamic-providers/dist/clients/tenant";
import type { Credential } from "../../../dynamic-providers/dist/clients/sign-in/tokens";

/**
 * The real clients on a sandbox in this process, trusting its authority. Waiting moves the sandbox's clock on and
 * takes no time.
 *
 * @param said receives what is said to the person at the deployment
 * @param around what to put between the clients and the wire, for example faults
 */
export function connected(
  sandbox: RunningSandbox,
  said: string[] = [],
  around: (transport: Transport) => Transport = (transport) => transport,
): Tenant {
  const { authority, graph, powerPlatform } = sandbox.status;
  const transport = wireTo(sandbox);
  return connectTenant(
    {
      cloud: "public",
      endpoints: { authority, graph, powerPlatform },
      credential: { kind: "default", tenantId: undefined },
    },
    steppedWith(sandbox),
    {
      transport: around(transport),
      signIn: () => Promise.resolve(secretCredential(sandbox, transport)),
      log: (message) => said.push(message),
    },
  );
}

const wires = new WeakMap<RunningSandbox, Transport>();

/** The wire to a sandbox; connections are kept for whoever comes next. */
export function wireTo(sandbox: RunningSandbox): Transport {
  const existing = wires.get(sandbox);
  if (existing !== undefined) return existing;
  const made = httpTransport({ ca: readFileSync(sandbox.status.caFile, "utf8") });
  wires.set(sandbox, made);
  return made;
}

/** The sandbox's clock; waiting moves it on and takes no time. */
export function steppedWith({ clock }: RunningSandbox): Clock {
  return {
    now: () => clock.now(),
    sleep: (milliseconds) => {
      clock.advance(milliseconds);
      return Promise.resolve();
    },
  };
}

/** Signs in with the client secret. @azure/identity trusts what the process trusted when it began, so not here. */
function secretCredential({ status, clock }: RunningSandbox, transport: Transport): Credential {
  return {
    getToken: async (scope) => {
      const answer = await transport({
        method: "POST",
        url: `${status.authority}/${status.tenantId}/oauth2/v2.0/token`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          client_id: status.clientId,
          client_secret: status.clientSecret,
          grant_type: "client_credentials",
          scope,
        }).toString(),
      });
      const { access_token: token, expires_in: seconds } = JSON.parse(answer.body) as {
        access_token: string;
        expires_in: number;
      };
      return { token, expiresOnTimestamp: clock.now() + seconds * 1_000 };
    },
  };
}
