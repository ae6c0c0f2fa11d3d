import { type Cloud, type Endpoints, endpointsOf, organizationEndpoint } from "./clouds";
import { cancellable, systemClock } from "./clock";
import type { DataverseClient } from "./dataverse/dataverse";
import { WebApiDataverseClient } from "./dataverse/dataverse-client";
import { RestGraphClient } from "./graph/graph-client";
import { httpTransport, type Transport } from "./http/http";
import { AdminPowerPlatformClient, adminErrorBody } from "./power-platform/power-platform-client";
import { ProblemsError } from "../problems";
import { Service, type ServiceOptions } from "./http/service";
import type { TenantSettings } from "./settings";
import { explainSignIn } from "./sign-in/sign-in-errors";
import type { Clock, Tenant } from "./tenant";
import { type Credential, Tokens } from "./sign-in/tokens";

/** Sent with every request to Dataverse (Web API: "Compose HTTP requests and handle errors"). */
const DATAVERSE_HEADERS = {
  "odata-maxversion": "4.0",
  "odata-version": "4.0",
  // Otherwise expanded rows may come from a cache.
  "if-none-match": "null",
};

/** How a tenant is reached, where it is not in the usual way. */
export interface Connections {
  /** Aborted when the deployment is cancelled: waits end, and nothing more is written. Default: it cannot be. */
  readonly cancellation?: AbortSignal;
  /** Default: {@link httpTransport}. */
  readonly transport?: Transport;
  /** Makes the credential. Default: what the settings choose, by @azure/identity. */
  readonly signIn?: () => Promise<Credential>;
  /** Default: standard output, which Pulumi shows as a diagnostic. */
  readonly log?: (message: string) => void;
}

/** The services of one tenant. Nothing is sent before the first question. */
export function connectTenant(
  settings: TenantSettings,
  clock: Clock = systemClock,
  connections: Connections = {},
): Tenant {
  return new ConnectedTenant(settings, clock, connections);
}

/** The tokens of whoever signs in, by scope. Nothing is sent before the first one is asked for. */
export function signIn(
  { cloud, credential, endpoints: overrides }: TenantSettings,
  clock: Clock = systemClock,
  connections: Connections = {},
): Tokens {
  const transport = connections.transport ?? httpTransport();
  const endpoints = endpointsOf(cloud, overrides);
  const byIdentity = async (): Promise<Credential> => {
    // Not @azure/identity itself: that would be its other build, for ECMAScript modules, which loads half as fast.
    const { createCredential } = await import("./sign-in/credentials.js");
    return createCredential(credential, endpoints, transport);
  };
  return new Tokens(connections.signIn ?? byIdentity, clock, (error, scope) =>
    explainSignIn(error, credential, scope, endpoints, transport),
  );
}

class ConnectedTenant implements Tenant {
  readonly graph: RestGraphClient;
  readonly powerPlatform: AdminPowerPlatformClient;
  readonly #organizations = new Map<string, WebApiDataverseClient>();
  readonly #endpoints: Endpoints;
  readonly #cloud: Cloud;
  readonly #shared: Pick<ServiceOptions, "transport" | "tokens" | "clock" | "cancellation">;
  readonly #log: (message: string) => void;
  readonly clock: Clock;

  constructor(settings: TenantSettings, ownClock: Clock, connections: Connections) {
    const { cloud, endpoints } = settings;
    const { cancellation } = connections;
    const cancelled = cancellation === undefined ? {} : { cancellation };
    const transport = connections.transport ?? httpTransport(cancelled);
    const clock = cancellation === undefined ? ownClock : cancellable(ownClock, cancellation);
    this.clock = clock;
    this.#cloud = cloud;
    this.#log = connections.log ?? console.log;
    this.#endpoints = endpointsOf(cloud, endpoints);
    const tokens = signIn(settings, clock, { ...connections, transport });
    this.#shared = { transport, tokens, clock, ...cancelled };
    const { graph, powerPlatform } = this.#endpoints;
    const written = (): void => {
      for (const organization of this.#organizations.values()) organization.forgetUsers();
    };
    this.graph = new RestGraphClient(
      new Service({ name: "Microsoft Graph", endpoint: graph, headers: {}, ...this.#shared }),
      clock,
      written,
    );
    this.powerPlatform = new AdminPowerPlatformClient(
      new Service({
        name: "Power Platform",
        endpoint: powerPlatform,
        headers: {},
        readError: adminErrorBody,
        ...this.#shared,
      }),
      clock,
      written,
    );
  }

  dataverse(organizationUrl: string): DataverseClient {
    const found = organizationEndpoint(organizationUrl, this.#cloud, this.#endpoints);
    if (!found.ok) throw new ProblemsError([found.problem]);
    const { endpoint } = found;
    const existing = this.#organizations.get(endpoint.url);
    if (existing !== undefined) return existing;
    const service = new Service({
      name: "Dataverse",
      endpoint,
      headers: DATAVERSE_HEADERS,
      ...this.#shared,
    });
    const client = new WebApiDataverseClient(endpoint.url, service, this.clock);
    this.#organizations.set(endpoint.url, client);
    return client;
  }

  forgetAccounts(): void {
    this.graph.forgetUsers();
  }

  log(message: string): void {
    this.#log(message);
  }
}
