import { randomBytes } from "node:crypto";
import { messageOf } from "../answers";
import { CleanUp } from "./clean-up";
import type { Answer, HttpsClient } from "./https-client";
import { NotSettled } from "../not-settled";
import { People, type Account } from "./people";

/** The services that want a token. */
export type ProtectedService = "graph" | "powerPlatform" | "dataverse";

/** Base URLs, without a closing slash. */
export interface Endpoints {
  readonly authority: string;
  /** Host of `/metadata/endpoints`: Azure Resource Manager. */
  readonly metadata: string;
  readonly graph: string;
  readonly powerPlatform: string;
  /** The organization URL. */
  readonly dataverse: string;
}

/** One tenant, and what in it may be used. */
export interface TargetSettings {
  readonly kind: "sandbox" | "live";
  readonly endpoints: Endpoints;
  readonly scopes: Readonly<Record<ProtectedService, string>>;
  /** Id or domain. */
  readonly tenantId: string;
  readonly environmentId: string;
  /** A verified domain: sign-in names of what is made are in it. */
  readonly domain: string;
  /** Part number of a SKU with Dataverse, of which one seat is free. */
  readonly sku: string;
  /** The application that signs in, where it does so with a secret: the token endpoint is asked with it. */
  readonly application: Application | undefined;
  /** Another admin management application, which has no user in the environment; some questions need one. */
  readonly outsider: Application | undefined;
}

export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How a target reaches its tenant and lets time pass. */
export interface TargetTools {
  readonly http: HttpsClient;
  /** An access token for a scope. */
  token(scope: string): Promise<string>;
  /** The same for another application than the one that signs in. */
  tokenOf(application: Application, scope: string): Promise<string>;
  /** Lets `milliseconds` pass: really, or on the sandbox's clock. */
  pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
  /** Gives an account the licence through a group. Returns the SKU's id. */
  inheritLicense(target: Target, account: Account): Promise<string>;
}

/** Everything that parity makes anywhere begins with it, so that leftovers of any run are found. */
export const commonPrefix = "bcsales-parity-";

const pollInterval = 10_000;
/** Longest wait for what a service does in its own time, in milliseconds. */
const longestWait = 15 * 60_000;
const mostRepeats = 5;

/** A tenant that contracts are checked against. */
export class Target {
  readonly settings: TargetSettings;
  /** What one contract has made; run after each of them. */
  readonly cleanUp = new CleanUp();
  /** What several contracts use; run at the end. */
  readonly sharedCleanUp = new CleanUp();
  readonly people: People;
  /** Prefix of this run: the common one and six random digits. */
  readonly prefix = `${commonPrefix}${randomBytes(3).toString("hex")}-`;
  /** Stops checks: the next request or wait of theirs fails. Not set while cleaning up. */
  signal: AbortSignal | undefined;
  readonly #tools: TargetTools;

  constructor(settings: TargetSettings, tools: TargetTools) {
    this.settings = settings;
    this.#tools = tools;
    this.people = new People(this);
  }

  /** `path` begins with the version, or is a whole address of Graph (`@odata.nextLink`). */
  async graph(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.#sendAs("graph", method, path, body, headers);
  }

  /** The same tenant, asked by another application. What is made so is not cleaned up. */
  as(application: Application): Target {
    return new Target(this.settings, {
      ...this.#tools,
      token: (scope) => this.#tools.tokenOf(application, scope),
    });
  }

  /** `path` is below the environment's admin address, e.g. `/addUser`; the api-version is added. */
  async powerPlatform(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.#sendAs("powerPlatform", method, `${environments}${path}`, body, {});
  }

  /** `path` is below the service root, or a whole address of the organization. */
  async dataverse(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const address = path.startsWith("https:") ? path : `${webApi}${path}`;
    return this.#sendAs("dataverse", method, address, body, {
      "odata-version": "4.0",
      "odata-maxversion": "4.0",
      ...headers,
    });
  }

  /** Address of a row, as references are written. */
  address(entitySet: string, id: string): string {
    return `${this.settings.endpoints.dataverse}${webApi}${entitySet}(${id})`;
  }

  /** A request without a token. `url` is whole. */
  async anonymous(method: string, url: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
    const body = form === undefined ? undefined : new URLSearchParams(form).toString();
    const headers: Record<string, string> = { accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return this.#tools.http.send({ method, url, headers, body });
  }

  async inheritLicense(account: Account): Promise<string> {
    return this.#tools.inheritLicense(this, account);
  }

  async pause(milliseconds: number): Promise<void> {
    return this.#tools.pause(milliseconds, this.signal);
  }

  /** What `probe` finds, asked for until it finds something. Throws `NotSettled` after a quarter of an hour. */
  async eventually<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
    for (let waited = 0; ; waited += pollInterval) {
      const found = await probe();
      if (found !== undefined) return found;
      if (waited >= longestWait) throw new NotSettled(`${what}: not within ${longestWait / 60_000} minutes.`);
      await this.pause(pollInterval);
    }
  }

  async #sendAs(
    service: ProtectedService,
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const base = this.settings.endpoints[service];
    const url = path.startsWith("https:") ? path : base + path;
    if (!url.startsWith(`${base}/`)) throw new Error(`${url} is not an address of ${base}.`);
    const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const all: Record<string, string> = { accept: "application/json", ...headers };
    if (body !== undefined) all["content-type"] ??= "application/json";
    for (let repeats = 0; ; repeats += 1) {
      this.signal?.throwIfAborted();
      all.authorization = `Bearer ${await this.#tools.token(this.settings.scopes[service])}`;
      const answer = await this.#tools.http.send({ method, url, headers: all, body: text });
      // A sandbox refuses what it does not cover so; no service of Microsoft's answers 501.
      if (answer.status === 501) throw new NotSettled(messageOf(answer));
      if (answer.status !== 429 || repeats >= mostRepeats) return answer;
      await this.pause(1000 * (Number(answer.headers["retry-after"]) || 10));
    }
  }
}

const webApi = "/api/data/v9.2/";
const environments = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments";
