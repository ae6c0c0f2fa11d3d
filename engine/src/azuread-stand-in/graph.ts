/** How the stand-in signs in and whom it talks to; the arguments of the azuread provider, else its variables. */
export interface GraphSettings {
  /** Host and port of the metadata document. */
  readonly metadataHost: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1"]);

/** Reads the provider's arguments (text, also for booleans) and the environment that azuread knows. */
export function graphSettings(
  args: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
): GraphSettings {
  const value = (name: string, variable: string) => {
    const given = args[name];
    const text = typeof given === "string" && given !== "" ? given : environment[variable];
    if (text) return text;
    throw new Error(`The stand-in for azuread needs ${variable} or azuread:${name}. \`npm run up\` sets it.`);
  };
  const metadataHost = value("metadataHost", "ARM_METADATA_HOSTNAME");
  if (!LOOPBACK.has(new URL(`https://${metadataHost}`).hostname)) {
    throw new Error(
      `The stand-in for azuread serves the sandbox only, not ${metadataHost}. ` +
        "Use a Pulumi home of your own, where the real plug-in is installed.",
    );
  }
  return {
    metadataHost,
    tenantId: value("tenantId", "ARM_TENANT_ID"),
    clientId: value("clientId", "ARM_CLIENT_ID"),
    clientSecret: value("clientSecret", "ARM_CLIENT_SECRET"),
  };
}

export interface GraphAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Microsoft Graph as the azuread plug-in finds it: by the metadata document, with a client secret. */
export class Graph {
  #connected: Promise<{ readonly base: string; readonly token: string }> | undefined;

  constructor(private readonly settings: GraphSettings) {}

  /** @throws Error with Graph's own words, when the status is neither 2xx nor among `accepted`. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    accepted: readonly number[] = [],
  ): Promise<GraphAnswer> {
    const { base, token } = await (this.#connected ??= this.#connect());
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/json; charset=utf-8; IEEE754Compatible=false",
        "content-type": "application/json; charset=utf-8",
        "odata-version": "4.0",
        "odata-maxversion": "4.0",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === "" ? undefined : JSON.parse(text);
    if (!response.ok && !accepted.includes(response.status)) {
      const { error } = (answer ?? {}) as { error?: { code?: string; message?: string } };
      throw new Error(
        `Microsoft Graph refused ${method} ${path}: HTTP ${String(response.status)} ${error?.code ?? ""}: ${error?.message ?? ""}`,
      );
    }
    return { status: response.status, body: answer };
  }

  async #connect(): Promise<{ base: string; token: string }> {
    const { metadataHost, tenantId, clientId, clientSecret } = this.settings;
    const metadata = await json(`https://${metadataHost}/metadata/endpoints?api-version=2022-09-01`);
    const { microsoftGraphResourceId, authentication } = metadata as {
      microsoftGraphResourceId: string;
      authentication: { loginEndpoint: string };
    };
    const base = microsoftGraphResourceId.replace(/\/$/, "");
    const token = await json(`${authentication.loginEndpoint}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "client_credentials",
        scope: `${base}/.default`,
      }),
    });
    return { base, token: (token as { access_token: string }).access_token };
  }
}

async function json(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Error(
      `${new URL(url).host} does not answer. Start the sandbox with \`npm run sandbox -- start\`.`,
      {
        cause: error,
      },
    );
  });
  const body = (await response.json()) as { error_description?: string };
  if (!response.ok)
    throw new Error(`Signing in failed: ${body.error_description ?? `HTTP ${String(response.status)}`}`);
  return body;
}
