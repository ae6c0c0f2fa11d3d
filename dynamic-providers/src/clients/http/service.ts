import { type ErrorBody, errorBody, requestId } from "./error-body";
import type { Endpoint } from "../clouds";
import { type Answer, type HttpRequest, type Transport, unanswered } from "./http";
import { type LastAnswer, lastAnswers } from "./repeat";
import { remedyFor } from "./remedies";
import type { RequestKind } from "./retry-policy";
import { ServiceError } from "./service-error";
import type { Clock } from "../tenant";
import { ThrottleGate } from "./throttle-gate";
import type { Tokens } from "../sign-in/tokens";

/** A request to a service, without what all its requests have in common. */
export interface Call {
  readonly kind: RequestKind;
  readonly method: HttpRequest["method"];
  /** After the base URL, beginning with a slash; or absolute, and then below the base URL. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  /** Completes "could not …" in errors. */
  readonly label: string;
}

export interface ServiceOptions {
  readonly name: ServiceError["service"];
  readonly endpoint: Endpoint;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly tokens: Tokens;
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads repeated requests. Default `Math.random`. */
  readonly random?: () => number;
  /** Reads the error in an answer. Default {@link errorBody}. */
  readonly readError?: (answer: Answer) => ErrorBody;
}

/** A request is repeated for this long at most. */
const DEADLINE_MS = 10 * 60_000;

/** What every request to one service goes through: token, throttle gate, repetition, and errors one can act on. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #gate: ThrottleGate;
  readonly #random: () => number;
  readonly #readError: (answer: Answer) => ErrorBody;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#readError = options.readError ?? errorBody;
    this.#random = options.random ?? Math.random;
    this.#gate = new ThrottleGate(options.clock, this.#random);
  }

  /** The answer to a request, which is a success (2xx). @throws ServiceError */
  async send(call: Call): Promise<Answer> {
    const last = await this.ask(call);
    if (!isSuccess(last.answer)) throw this.errorOf(last, call.label);
    return last.answer;
  }

  /** The last answer to a request, whatever it is. */
  async ask(call: Call): Promise<LastAnswer> {
    const [last] = await this.sendAll([call], {
      batchSize: 1,
      exchange: (calls) => Promise.all(calls.map((one) => this.exchange(one))),
    });
    return last ?? { answer: unanswered(), tries: 1, elapsedMs: 0 };
  }

  /** The last answers to requests that go together, whatever they are. */
  sendAll(
    calls: readonly Call[],
    how: {
      readonly batchSize: number;
      exchange(calls: readonly Call[]): Promise<readonly Answer[]>;
      isNotYet?(call: Call, answer: Answer): boolean;
    },
  ): Promise<readonly LastAnswer[]> {
    return lastAnswers(calls, {
      ...how,
      kindOf: ({ kind }) => kind,
      codeOf: (answer) => this.#readError(answer).code,
      clock: this.#options.clock,
      gate: this.#gate,
      random: this.#random,
      deadlineMs: DEADLINE_MS,
    });
  }

  /** Sends a request once; once more with another token when the first is rejected. */
  exchange(call: Omit<Call, "kind" | "label">): Promise<Answer> {
    return this.#gate.run(async () => {
      const answer = await this.#authorized(call);
      const hint = Number(answer.headers["x-ms-dop-hint"]);
      if (hint > 0) this.#gate.hint(Math.floor(hint));
      return answer;
    });
  }

  /** The error to show for a last answer that is no success. */
  errorOf({ answer, tries, elapsedMs }: LastAnswer, label: string): ServiceError {
    if (answer.failure instanceof ServiceError) return answer.failure;
    const { code, message } = this.#readError(answer);
    const service = this.#options.name;
    const persisted =
      tries > 1 ? ` (after ${String(tries)} tries in ${String(Math.ceil(elapsedMs / 1_000))} s)` : "";
    return new ServiceError({
      service,
      operation: label,
      status: answer.status,
      code,
      serviceMessage: `${message}${persisted}`,
      requestId: requestId(answer),
      remedy: remedyFor({ service, status: answer.status, code, message, failure: answer.failure }),
    });
  }

  async #authorized(call: Omit<Call, "kind" | "label">): Promise<Answer> {
    const { transport, tokens, endpoint } = this.#options;
    try {
      const token = await tokens.get(endpoint.scope);
      const answer = await transport(this.#requestOf(call, token));
      if (answer.status !== 401) return answer;
      const other = await tokens.renewed(endpoint.scope, token, demandedClaims(answer));
      return await transport(this.#requestOf(call, other));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { status: 0, headers: {}, body: "", failure: error };
    }
  }

  #requestOf({ method, path, headers, body }: Omit<Call, "kind" | "label">, token: string): HttpRequest {
    const isText = typeof body === "string";
    return {
      method,
      url: path.startsWith("/") ? `${this.#options.endpoint.url}${path}` : this.#ownUrl(path),
      headers: {
        accept: "application/json",
        ...this.#options.headers,
        ...(body === undefined || isText ? {} : { "content-type": "application/json" }),
        ...headers,
        authorization: `Bearer ${token}`,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    };
  }

  /** A link in an answer is followed only within the service: the token goes with it. */
  #ownUrl(url: string): string {
    if (new URL(url).origin !== new URL(this.#options.endpoint.url).origin) {
      throw new Error(`${this.#options.name} at ${this.#options.endpoint.url} links to another host: ${url}`);
    }
    return url;
  }
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** The claims of a challenge of continuous access evaluation, decoded. */
function demandedClaims({ headers }: Answer): string | undefined {
  const challenge = headers["www-authenticate"] ?? "";
  const encoded = /claims="([^"]+)"/.exec(challenge)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
}
