import type { Problem } from "../problems";

export const CLOUDS = ["public", "gcc", "gcc-high", "dod", "china"] as const;

/** A Microsoft cloud, by the name that the configuration uses. */
export type Cloud = (typeof CLOUDS)[number];

/** Where a service answers, and what a token for it is asked for. */
export interface Endpoint {
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly scope: string;
}

/** The addresses of one tenant's services. */
export interface Endpoints {
  /** Base URL of Entra sign-in, without a trailing slash. */
  readonly authority: string;
  /** Whether `authority` is one of Microsoft's, which alone can be asked which authorities there are. */
  readonly microsoftAuthority: boolean;
  readonly graph: Endpoint;
  readonly powerPlatform: Endpoint;
  /** What an organization's host must end with. Undefined where other endpoints are configured. */
  readonly organizationSuffixes: readonly string[] | undefined;
}

/** Base URLs in the place of a cloud's own, as configured under `endpoints`. */
export interface EndpointOverrides {
  readonly authority: string;
  readonly graph: string;
  readonly powerPlatform: string;
}

interface CloudRow {
  readonly authority: string;
  readonly graph: string;
  readonly powerPlatform: string;
  readonly powerPlatformScope: string;
  readonly organizationSuffixes: readonly string[];
}

/**
 * Sources: microsoft/terraform-provider-power-platform, internal/constants/constants.go; hashicorp/go-azure-sdk,
 * sdk/environments; Dataverse "Discovery service" for the suffixes.
 */
const TABLE: Readonly<Record<Cloud, CloudRow>> = {
  public: {
    authority: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    powerPlatform: "https://api.bap.microsoft.com",
    powerPlatformScope: "https://service.powerapps.com/.default",
    organizationSuffixes: [".dynamics.com"],
  },
  gcc: {
    authority: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    powerPlatform: "https://gov.api.bap.microsoft.us",
    powerPlatformScope: "https://service.powerapps.us/.default",
    organizationSuffixes: [".crm9.dynamics.com"],
  },
  "gcc-high": {
    authority: "https://login.microsoftonline.us",
    graph: "https://graph.microsoft.us",
    powerPlatform: "https://high.api.bap.microsoft.us",
    powerPlatformScope: "https://high.service.apps.appsplatform.us/.default",
    organizationSuffixes: [".crm.microsoftdynamics.us"],
  },
  dod: {
    authority: "https://login.microsoftonline.us",
    graph: "https://dod-graph.microsoft.us",
    powerPlatform: "https://api.bap.appsplatform.us",
    powerPlatformScope: "https://service.apps.appsplatform.us/.default",
    organizationSuffixes: [".crm.appsplatform.us"],
  },
  china: {
    authority: "https://login.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    powerPlatform: "https://api.bap.partner.microsoftonline.cn",
    powerPlatformScope: "https://service.powerapps.cn/.default",
    organizationSuffixes: [".dynamics.cn"],
  },
};

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The addresses of a cloud, or those configured in their place. */
export function endpointsOf(cloud: Cloud, overrides?: EndpointOverrides): Endpoints {
  if (overrides !== undefined) {
    return {
      authority: trimmed(overrides.authority),
      microsoftAuthority: Object.values(TABLE).some((row) => row.authority === trimmed(overrides.authority)),
      graph: ownScope(trimmed(overrides.graph)),
      powerPlatform: ownScope(trimmed(overrides.powerPlatform)),
      organizationSuffixes: undefined,
    };
  }
  const row = TABLE[cloud];
  return {
    authority: row.authority,
    microsoftAuthority: true,
    graph: ownScope(row.graph),
    powerPlatform: { url: row.powerPlatform, scope: row.powerPlatformScope },
    organizationSuffixes: row.organizationSuffixes,
  };
}

/**
 * The endpoint of an organization; its address is reduced to the origin. Tokens go there, so it must be one of
 * the cloud's own hosts, and https unless it is on this machine.
 */
export function organizationEndpoint(
  address: string,
  cloud: Cloud,
  endpoints: Endpoints,
): { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly problem: Problem } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !isSafe(url)) return refused(address, "is not an https address.", cloud);
  const suffixes = endpoints.organizationSuffixes;
  if (suffixes !== undefined && !suffixes.some((suffix) => url.hostname.endsWith(suffix))) {
    return refused(address, `is not an organization of the cloud "${cloud}".`, cloud);
  }
  return { ok: true, endpoint: ownScope(url.origin) };
}

/** Whether requests may go to an address: with TLS, or within this machine. */
export function isSafe(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}

function refused(address: string, what: string, cloud: Cloud): { ok: false; problem: Problem } {
  const example = `https://contoso${TABLE[cloud].organizationSuffixes[0] ?? ""}`.replace(
    "contoso.dynamics",
    "contoso.crm.dynamics",
  );
  return {
    ok: false,
    problem: {
      where: "organizationUrl",
      message: `"${address}" ${what}`,
      remedy: `Use the address of the environment, such as ${example}, and set bc-sales:cloud to its cloud (${CLOUDS.join(", ")}).`,
    },
  };
}

function ownScope(url: string): Endpoint {
  return { url, scope: `${url}/.default` };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}
