import type { Application, Endpoints, TargetSettings } from "./target";

type Environment = Readonly<Record<string, string | undefined>>;

interface Cloud {
  readonly authority: string;
  readonly metadata: string;
  readonly graph: string;
  readonly powerPlatform: string;
  readonly powerPlatformScope: string;
}

/**
 * Addresses of Microsoft's clouds. Source: microsoft/terraform-provider-power-platform, internal/constants, and
 * hashicorp/go-azure-sdk, sdk/environments.
 */
const clouds: Readonly<Record<string, Cloud>> = {
  public: {
    authority: "https://login.microsoftonline.com",
    metadata: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
    powerPlatform: "https://api.bap.microsoft.com",
    powerPlatformScope: "https://service.powerapps.com/.default",
  },
  gcc: {
    authority: "https://login.microsoftonline.com",
    metadata: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
    powerPlatform: "https://gov.api.bap.microsoft.us",
    powerPlatformScope: "https://service.powerapps.us/.default",
  },
  "gcc-high": {
    authority: "https://login.microsoftonline.us",
    metadata: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
    powerPlatform: "https://high.api.bap.microsoft.us",
    powerPlatformScope: "https://high.service.apps.appsplatform.us/.default",
  },
  dod: {
    authority: "https://login.microsoftonline.us",
    metadata: "https://management.usgovcloudapi.net",
    graph: "https://dod-graph.microsoft.us",
    powerPlatform: "https://api.bap.appsplatform.us",
    powerPlatformScope: "https://service.apps.appsplatform.us/.default",
  },
  china: {
    authority: "https://login.chinacloudapi.cn",
    metadata: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    powerPlatform: "https://api.bap.partner.microsoftonline.cn",
    powerPlatformScope: "https://service.powerapps.cn/.default",
  },
};

/** What a live run must be told, for the help text and for what is missing. */
export const requiredVariables: Readonly<Record<string, string>> = {
  AZURE_TENANT_ID: "the tenant's id",
  BC_SALES_PARITY_ORGANIZATION_URL: "address of the environment, e.g. https://contoso.crm.dynamics.com",
  BC_SALES_PARITY_ENVIRONMENT_ID: "id of the environment in the Power Platform admin center",
  BC_SALES_PARITY_SKU:
    "part number of a licence with Dataverse, e.g. DYN365_ENTERPRISE_SALES; two free seats",
  BC_SALES_PARITY_DOMAIN: "a verified domain, for sign-in names, e.g. contoso.onmicrosoft.com",
};

export const optionalVariables: Readonly<Record<string, string>> = {
  AZURE_CLIENT_ID: "the application that signs in; else whoever DefaultAzureCredential finds (az login …)",
  AZURE_CLIENT_SECRET: "its secret; contracts of the token endpoint need one",
  BC_SALES_PARITY_CLOUD: `one of ${Object.keys(clouds).join(", ")}; default public`,
  BC_SALES_PARITY_ENDPOINTS:
    "JSON object of base URLs for other clouds: authority, metadata, graph, powerPlatform; a token's scope is its base URL with /.default",
  BC_SALES_PARITY_SECOND_CLIENT_ID:
    "an admin management application that has no user in the environment; some questions need one",
  BC_SALES_PARITY_SECOND_CLIENT_SECRET: "its secret",
};

/** The settings in the environment variables, or everything that is wrong with them. */
export function liveSettings(
  environment: Environment,
): { readonly settings: TargetSettings } | { readonly problems: readonly string[] } {
  const problems = Object.entries(requiredVariables)
    .filter(([name]) => !environment[name])
    .map(([name, meaning]) => `${name} is not set: ${meaning}.`);
  const cloud = ownCloud(environment.BC_SALES_PARITY_CLOUD ?? "public");
  if (cloud === undefined) {
    problems.push(`BC_SALES_PARITY_CLOUD must be one of ${Object.keys(clouds).join(", ")}.`);
  }
  const own = ownEndpoints(environment.BC_SALES_PARITY_ENDPOINTS, problems);
  const dataverse = baseUrl(
    "BC_SALES_PARITY_ORGANIZATION_URL",
    environment.BC_SALES_PARITY_ORGANIZATION_URL,
    problems,
  );
  const outsider = application(
    environment.BC_SALES_PARITY_SECOND_CLIENT_ID,
    environment.BC_SALES_PARITY_SECOND_CLIENT_SECRET,
  );
  if (outsider === undefined && environment.BC_SALES_PARITY_SECOND_CLIENT_ID) {
    problems.push(
      "BC_SALES_PARITY_SECOND_CLIENT_SECRET is not set, but BC_SALES_PARITY_SECOND_CLIENT_ID is.",
    );
  }
  if (problems.length > 0 || cloud === undefined) return { problems };
  const { powerPlatformScope, ...addresses } = cloud;
  const endpoints: Endpoints = { ...addresses, ...own, dataverse };
  return {
    settings: {
      kind: "live",
      endpoints,
      scopes: {
        graph: `${endpoints.graph}/.default`,
        powerPlatform: own.powerPlatform === undefined ? powerPlatformScope : `${own.powerPlatform}/.default`,
        dataverse: `${endpoints.dataverse}/.default`,
      },
      tenantId: environment.AZURE_TENANT_ID ?? "",
      environmentId: environment.BC_SALES_PARITY_ENVIRONMENT_ID ?? "",
      domain: environment.BC_SALES_PARITY_DOMAIN ?? "",
      sku: environment.BC_SALES_PARITY_SKU ?? "",
      application: application(environment.AZURE_CLIENT_ID, environment.AZURE_CLIENT_SECRET),
      outsider,
    },
  };
}

function ownCloud(name: string): Cloud | undefined {
  return Object.hasOwn(clouds, name) ? clouds[name] : undefined;
}

function application(
  clientId: string | undefined,
  clientSecret: string | undefined,
): Application | undefined {
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

function ownEndpoints(text: string | undefined, problems: string[]): Partial<Omit<Endpoints, "dataverse">> {
  if (!text) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.push("BC_SALES_PARITY_ENDPOINTS must be a JSON object of base URLs.");
    return {};
  }
  const known = ["authority", "metadata", "graph", "powerPlatform"];
  const found: Record<string, string> = {};
  for (const [name, url] of Object.entries(value)) {
    if (known.includes(name)) found[name] = baseUrl(`BC_SALES_PARITY_ENDPOINTS.${name}`, url, problems);
    else problems.push(`BC_SALES_PARITY_ENDPOINTS knows ${known.join(", ")}, not "${name}".`);
  }
  return found;
}

/** Without a closing slash. */
function baseUrl(name: string, url: unknown, problems: string[]): string {
  if (!url) return "";
  if (typeof url === "string" && URL.canParse(url) && new URL(url).protocol === "https:") {
    return url.replace(/\/+$/, "");
  }
  problems.push(`${name} must be an address that begins with https://.`);
  return "";
}
