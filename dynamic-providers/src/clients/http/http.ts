import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios from "axios";
import { isLoopback } from "../clouds";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back; `status` 0 when nothing did. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why nothing came back: a {@link NoAnswer}, or the refusal of a sign-in. */
  readonly failure?: Error;
  /** The batch was refused as a whole: the answer says nothing about the single request. */
  readonly ofBatch?: boolean;
  /** The request was not sent: this is what another one was answered, or why none was. */
  readonly unsent?: boolean;
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Sends one request once. Never throws: what did not come back is an answer too. */
export type Transport = (request: HttpRequest) => Promise<Answer>;

/** No answer came to a request. It holds nothing of the request, so that no token can be shown with it. */
export class NoAnswer extends Error {
  /** Of Node or OpenSSL: `ECONNREFUSED`, `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, … */
  readonly code: string;
  constructor(code: string, host: string) {
    super(
      code === INCOMPLETE
        ? `${host} gave an answer that is incomplete or unreadable.`
        : `${host} does not answer (${code === "" ? "no reason given" : code}).`,
    );
    this.name = "NoAnswer";
    this.code = code;
  }
}

/** Code of a {@link NoAnswer}: something came back, but not the answer to this request, or not all of it. */
export const INCOMPLETE = "EINCOMPLETE";

/** The answer to a request that came back incomplete, or not at all among those to others sent with it. */
export function unanswered(): Answer {
  return { status: 0, headers: {}, body: "", failure: new NoAnswer(INCOMPLETE, "The service") };
}

/** Dataverse may work for two minutes on one request (service protection limits); a little more for the way. */
const TIMEOUT_MS = 150_000;
/** Requests that are on their way when the deployment is cancelled, or sent to tidy up, may take this long. */
const GRACE_MS = 5_000;

/**
 * Node heeds how long a server says that it keeps an idle connection (`Keep-Alive: timeout=5`) only where that is less
 * than a time limit of the agent's own. Else a request can meet a connection that the server closes in that moment, and
 * nobody knows whether it was carried out.
 */
const KEPT = { keepAlive: true, timeout: TIMEOUT_MS };

export interface HttpOptions {
  /** PEM of the only authority to trust. Default: those that Node trusts. */
  readonly ca?: string;
  /** Aborted when the deployment is cancelled. */
  readonly cancellation?: AbortSignal;
}

/**
 * Requests over connections that are kept open. Certificates are always verified, whatever the environment
 * says; a private authority is trusted through NODE_EXTRA_CA_CERTS, or `ca`.
 */
export function httpTransport({ ca, cancellation }: HttpOptions = {}): Transport {
  const client = axios.create({
    httpAgent: new HttpAgent(KEPT),
    httpsAgent: new HttpsAgent({
      ...KEPT,
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca }),
    }),
    maxRedirects: 0,
    maxBodyLength: Infinity,
    maxContentLength: Infinity,
    responseType: "text",
    transformResponse: (data: unknown) => data,
    validateStatus: () => true,
  });
  return async ({ method, url, headers, body }) => {
    const target = new URL(url);
    const limit = timeLimit(cancellation);
    try {
      const response = await client.request<unknown>({
        method,
        url,
        headers: { ...headers },
        signal: limit.signal,
        ...(body === undefined ? {} : { data: body }),
        // A proxy that the environment names can serve the internet, never this machine.
        ...(isLoopback(target) ? { proxy: false as const } : {}),
      });
      return {
        status: response.status,
        headers: lowerCased(response.headers),
        body: typeof response.data === "string" ? response.data : "",
      };
    } catch (error) {
      const code = limit.signal.aborted ? String(limit.signal.reason) : codeOf(error);
      return { status: 0, headers: {}, body: "", failure: new NoAnswer(code, target.host) };
    } finally {
      limit.end();
    }
  };
}

/** Aborted, with the code of a {@link NoAnswer}, when a request has taken long enough, dripping bodies included. */
function timeLimit(cancellation: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const timers = [
    setTimeout(() => {
      controller.abort("ETIMEDOUT");
    }, TIMEOUT_MS),
  ];
  const hurry = (): void => {
    timers.push(
      setTimeout(() => {
        controller.abort("ECANCELED");
      }, GRACE_MS),
    );
  };
  if (cancellation?.aborted) hurry();
  else cancellation?.addEventListener("abort", hurry, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      cancellation?.removeEventListener("abort", hurry);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function lowerCased(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
