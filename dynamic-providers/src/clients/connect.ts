import { type Endpoints, endpointsOf, organizationEndpoint } from "./clouds";
import { systemClock } from "./clock";
import { createCredential } from "./sign-in/credentials";
import type { DataverseClient } from "./dataverse/dataverse";
import { WebApiDataverseClient } from "./dataverse/dataverse-client";
import { RestGraphClient } from "./graph/graph-client";
import { httpTransport, type Transport } from "./http/http";
import { AdminPowerPlatformClient, adminErrorBody } from "./power-platform/power-platform-client";
import { ProblemsError } from "../problems";
import { Service } from "./http/service";
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

class ConnectedTenant implements Tenant {
  readonly graph: RestGraphClient;
  readonly powerPlatform: AdminPowerPlatformClient;
  readonly #organizations = new Map<string, WebApiDataverseClient>();
  readonly #endpoints: Endpoints;
  readonly #tokens: Tokens;
  readonly #transport: Transport;

  constructor(
    private readonly settings: TenantSettings,
    readonly clock: Clock,
    private readonly connections: Connections,
  ) {
    const { cloud, credential, endpoints } = settings;
    const transport = connections.transport ?? httpTransport();
    this.#transport = transport;
    this.#endpoints = endpointsOf(cloud, endpoints);
    this.#tokens = new Tokens(
      connections.signIn ?? (() => createCredential(credential, this.#endpoints, transport)),
      clock,
      (error, scope) => explainSignIn(error, credential, scope, this.#endpoints, transport),
    );
    const { graph, powerPlatform } = this.#endpoints;
    const written = (): void => {
      for (const organization of this.#organizations.values()) organization.forgetUsers();
    };
    this.graph = new RestGraphClient(
      new Service({ name: "Microsoft Graph", endpoint: graph, headers: {}, ...this.#shared() }),
      clock,
      written,
    );
    this.powerPlatform = new AdminPowerPlatformClient(
      new Service({
        name: "Power Platform",
        endpoint: powerPlatform,
        headers: {},
        readError: adminErrorBody,
        ...this.#shared(),
      }),
      clock,
      written,
    );
  }

  dataverse(organizationUrl: string): DataverseClient {
    const found = organizationEndpoint(organizationUrl, this.settings.cloud, this.#endpoints);
    if (!found.ok) throw new ProblemsError([found.problem]);
    const { endpoint } = found;
    const existing = this.#organizations.get(endpoint.url);
    if (existing !== undefined) return existing;
    const service = new Service({
      name: "Dataverse",
      endpoint,
      headers: DATAVERSE_HEADERS,
      ...this.#shared(),
    });
    const client = new WebApiDataverseClient(endpoint.url, service, this.clock);
    this.#organizations.set(endpoint.url, client);
    return client;
  }

  forgetAccounts(): void {
    this.graph.forgetUsers();
  }

  log(message: string): void {
    (this.connections.log ?? console.log)(message);
  }

  #shared(): { transport: Transport; tokens: Tokens; clock: Clock } {
    return { transport: this.#transport, tokens: this.#tokens, clock: this.clock };
  }
}
