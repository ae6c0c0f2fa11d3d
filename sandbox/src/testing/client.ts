import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { startSandbox, type RunningSandbox, type SandboxOptions } from "../start";

/** For the sandbox's own tests: an answer with its body parsed where it is JSON. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface TestRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Service whose token is sent along. */
  readonly as?: "graph" | "powerPlatform" | "dataverse";
}

/** A sandbox in this process, and a client that trusts it. */
export class TestClient {
  readonly sandbox: RunningSandbox;
  readonly #agent: Agent;
  readonly #tokens = new Map<string, string>();

  private constructor(sandbox: RunningSandbox) {
    this.sandbox = sandbox;
    this.#agent = new Agent({ ca: readFileSync(sandbox.status.caFile), keepAlive: true });
  }

  static async start(options: SandboxOptions = {}): Promise<TestClient> {
    return new TestClient(await startSandbox(options));
  }

  /** Back to the start, without the cost of another sandbox. */
  async reset(): Promise<void> {
    await this.send("POST", "/admin/reset");
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.sandbox.close();
  }

  /** `target`: path with query, or a whole URL. */
  async send(method: string, target: string, options: TestRequest = {}): Promise<TestAnswer> {
    const headers: Partial<Record<string, string>> = { ...options.headers };
    if (options.as !== undefined) headers.authorization ??= `Bearer ${await this.token(options.as)}`;
    const isText = typeof options.body === "string";
    if (options.body !== undefined && !isText) headers["content-type"] ??= "application/json";
    const text = isText ? options.body : JSON.stringify(options.body);
    // Node sends the body of a DELETE without any length otherwise.
    if (options.body !== undefined) headers["content-length"] ??= String(Buffer.byteLength(text));
    const url = new URL(target, this.sandbox.url);
    // Without it the certificate is checked against a Host header that a test has set.
    const servername = url.hostname === "localhost" ? "localhost" : "";
    return new Promise((resolve, reject) => {
      const message = request(url, { method, headers, agent: this.#agent, servername }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const body = Buffer.concat(chunks).toString("utf8");
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parsed(body) });
        });
      });
      message.on("error", reject);
      message.end(text);
    });
  }

  /** Graph, on v1.0 unless the path says otherwise. */
  async graph(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> {
    const target = /^\/(v1\.0|beta)\//.test(path) ? path : `/v1.0${path}`;
    return this.send(method, `/graph${target}`, { as: "graph", body, headers });
  }

  async token(service: "graph" | "powerPlatform" | "dataverse"): Promise<string> {
    const known = this.#tokens.get(service);
    if (known !== undefined) return known;
    const { tenantId, clientId, clientSecret } = this.sandbox.status;
    const form = new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "client_credentials",
      scope: `${this.sandbox.status[service]}/.default`,
    });
    const answer = await this.send("POST", `/${tenantId}/oauth2/v2.0/token`, { body: form.toString() });
    const token = (answer.body as { access_token: string }).access_token;
    this.#tokens.set(service, token);
    return token;
  }
}

function parsed(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
