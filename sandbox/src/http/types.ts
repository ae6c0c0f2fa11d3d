import type { Sandbox } from "../sandbox";

/** Which of the real services a route stands for. */
export type Service = "entra" | "graph" | "power-platform" | "dataverse" | "admin" | "page";

/** How much a behaviour can be relied on. */
export type Evidence = "documented" | "observed" | "assumed";

/** A request after decoding; a part of a batch looks the same as a request of its own. */
export interface SandboxRequest {
  readonly method: string;
  /** Path below the service's base, percent-decoded, without query: `/v1.0/users/{id}`, `/api/data/v9.2/systemusers`. */
  readonly path: string;
  /** Names and values decoded (`%24filter`, `+` as space). */
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Origin of the sandbox as the client addressed it, e.g. `https://localhost:28443`. */
  readonly origin: string;
  /** Who calls; undefined on routes without a token. */
  readonly caller: Caller | undefined;
}

export interface Caller {
  readonly clientId: string;
  readonly objectId: string;
  /** The resource the token was issued for (`scope` without `/.default`). */
  readonly audience: string;
}

export interface SandboxResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Buffer or string is sent as it is; anything else as JSON; undefined sends no body. */
  readonly body?: unknown;
}

export interface Route {
  readonly service: Service;
  /** `*` for any. */
  readonly method: string;
  /** As people write it in documentation, e.g. `/v1.0/users/{id}/assignLicense`; for the 501 text and the coverage table. */
  readonly name: string;
  /** What of it is covered, where the name alone does not say it: options, conditions, what is left out. */
  readonly covers?: string;
  /** Matches the whole decoded path below the service's base; named groups become `params`. */
  readonly pattern: RegExp;
  readonly evidence: Evidence;
  /** Where the behaviour is written down or was seen. */
  readonly source: string;
  handle(
    request: SandboxRequest,
    params: Readonly<Record<string, string>>,
    sandbox: Sandbox,
  ): Promise<SandboxResponse> | SandboxResponse;
}
