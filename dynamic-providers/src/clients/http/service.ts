import { type ErrorBody, errorBody, requestId } from "./error-body";
import type { Endpoint } from "../clouds";
import { type Answer, type HttpRequest, isSuccess, type Transport, unanswered } from "./http";
import { type LastAnswer, lastAnswers } from "./repeat";
import { remedyFor } from "./remedies";
import { mayHaveBeenCarriedOut, type RequestKind } from "./retry-policy";
import { type Concern, ServiceError } from "./service-error";
import { Cancelled } from "../cancelled";
import type { Clock } from "../tenant";
import { ThrottleGate, TooLate } from "./throttle-gate";
import type { Tokens } from "../sign-in/tokens";

/** A request to a service, without what all its requests have in common. */
export interface Call extends Concern {
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
  /** Aborted when the deployment is cancelled: nothing more is written then. Default: it cannot be. */
  readonly cancellation?: AbortSignal;
  /** 0 ≤ x < 1; spreads repeated requests. Default `Math.random`. */
  readonly random?: () => number;
  /** Reads the error in an answer. Default {@link errorBody}. */
  readonly readError?: (answer: Answer) => ErrorBody;
}

/** One operation, however many requests it sends and repeats, takes this long at most. */
const DEADLINE_MS = 10 * 60_000;

/** What goes over the wire for some calls, without what all requests have in common. */
export type Exchange = Pick<Call, "method" | "path" | "headers" | "body">;

/** How calls are sent together. */
export interface Codec {
  /** Calls in one request. */
  readonly batchSize: number;
  encode(calls: readonly Call[]): Exchange;
  /** The answers in a successful one, in the order of the calls. */
  decode(answer: Answer, count: number): readonly Answer[];
}

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
    this.#gate = new ThrottleGate(options.clock, this.#random, options.name);
  }

  /** When an operation that begins now has to end, for operations of several steps. Milliseconds since the epoch. */
  deadline(): number {
    return this.#options.clock.now() + DEADLINE_MS;
  }

  /**
   * The answer to a request, which is a success (2xx).
   *
   * @param until default: {@link deadline}
   * @throws ServiceError
   */
  async send(call: Call, until?: number): Promise<Answer> {
    const last = await this.ask(call, until);
    if (!isSuccess(last.answer)) throw this.errorOf(last, call);
    return last.answer;
  }

  /** The last answer to a request, whatever it is. */
  async ask(call: Call, until?: number): Promise<LastAnswer> {
    const [last] = await this.sendAll([call], SINGLY, { until });
    return last ?? NO_ANSWER;
  }

  /** The last answers to requests that go together, whatever they are. */
  sendAll(
    calls: readonly Call[],
    codec: Codec,
    options: {
      /** Default: {@link deadline}. */
      readonly until?: number | undefined;
      readonly isNotYet?: (call: Call, answer: Answer) => boolean;
    } = {},
  ): Promise<readonly LastAnswer[]> {
    const until = options.until ?? this.deadline();
    return lastAnswers(calls, {
      batchSize: codec.batchSize,
      exchange: (some) => this.#exchange(some, codec, until),
      kindOf: ({ kind }) => kind,
      codeOf: (answer) => this.#readError(answer).code,
      isNotYet: options.isNotYet,
      clock: this.#options.clock,
      remainingPause: () => this.#gate.remainingPause,
      random: this.#random,
      until,
      waitingFor: `${this.#options.name}, to try again`,
    });
  }

  /** The error to show for a last answer that is no success. @param last default: no answer came */
  errorOf(
    last: LastAnswer | undefined,
    { label, person, role }: Concern & Pick<Call, "label">,
  ): ServiceError {
    const { answer, uncertain, ...course } = last ?? NO_ANSWER;
    const service = this.#options.name;
    const concern = { ...(person === undefined ? {} : { person }), ...(role === undefined ? {} : { role }) };
    const { failure, status } = answer;
    // A refused sign-in tells everything itself, but for whom it was needed.
    if (failure instanceof ServiceError) return failure.concerning(concern);
    const { code, message } = this.#readError(answer);
    return new ServiceError({
      service,
      operation: label,
      status,
      code,
      serviceMessage: `${message}${persistence(course)}`,
      requestId: requestId(answer),
      remedy: failure instanceof Cancelled ? "" : remedyFor({ service, status, code, message, failure }),
      asked: !(failure instanceof Cancelled || failure instanceof TooLate),
      mayHaveTakenEffect: uncertain === true || mayHaveBeenCarriedOut(answer),
      ...concern,
    });
  }

  /** Sends calls once, together, when their turn comes. */
  async #exchange(calls: readonly Call[], codec: Codec, until: number): Promise<readonly Answer[]> {
    try {
      return await this.#gate.run(until, async () => {
        // What is on its way may end, but nothing more is begun.
        const isWrite = calls.some(({ kind }) => kind !== "read");
        if (isWrite && this.#options.cancellation?.aborted) throw new Cancelled(this.#options.name);
        const answer = await this.#authorized(codec.encode(calls));
        if (!isSuccess(answer)) {
          return calls.map(() => (codec.batchSize === 1 ? answer : { ...answer, ofBatch: true }));
        }
        const answers = codec.decode(answer, calls.length);
        return calls.map(({ method }, index) => readable(method, answers[index] ?? unanswered()));
      });
    } catch (error) {
      if (error instanceof TooLate && error.because !== undefined) {
        const because = { ...error.because, ofBatch: true, unsent: true };
        return calls.map(() => because);
      }
      if (!(error instanceof TooLate || error instanceof Cancelled)) throw error;
      return calls.map(() => ({ status: 0, headers: {}, body: "", failure: error, unsent: true }));
    }
  }

  /** Sends a request once; once more with another token when the first is rejected. */
  async #authorized(exchange: Exchange): Promise<Answer> {
    const { transport, tokens, endpoint } = this.#options;
    try {
      const token = await tokens.get(endpoint.scope);
      const answer = await transport(this.#requestOf(exchange, token));
      if (answer.status !== 401) return withoutToken(answer, token);
      const other = await tokens.renewed(endpoint.scope, token, demandedClaims(answer));
      return withoutToken(await transport(this.#requestOf(exchange, other)), other);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { status: 0, headers: {}, body: "", failure: error };
    }
  }

  #requestOf({ method, path, headers, body }: Exchange, token: string): HttpRequest {
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

const NO_ANSWER: LastAnswer = { answer: unanswered(), tries: 1, elapsedMs: 0 };

const SINGLY: Codec = {
  batchSize: 1,
  encode: (calls) => calls[0] ?? { method: "GET", path: "/" },
  decode: (answer) => [answer],
};

/** How long it was tried, and why no longer; "" when once was enough. */
function persistence({ tries, elapsedMs, gaveUp }: Omit<LastAnswer, "answer" | "uncertain">): string {
  const times = tries === 1 ? "1 try" : `${String(tries)} tries`;
  const course = `after ${times} in ${String(Math.ceil(elapsedMs / 1_000))} s`;
  if (gaveUp !== undefined) return ` (${course}; ${gaveUp})`;
  return tries > 1 ? ` (${course})` : "";
}

/** A success of a read is one only when it can be read: proxies and broken connections answer with 200 too. */
function readable(method: Call["method"], answer: Answer): Answer {
  if (method !== "GET" || !isSuccess(answer) || answer.status === 204) return answer;
  try {
    JSON.parse(answer.body);
    return answer;
  } catch {
    return unanswered();
  }
}

/** A service may quote the request that it refuses. */
function withoutToken(answer: Answer, token: string): Answer {
  return answer.body.includes(token) ? { ...answer, body: answer.body.replaceAll(token, "…") } : answer;
}

/** The claims of a challenge of continuous access evaluation, decoded. */
function demandedClaims({ headers }: Answer): string | undefined {
  const challenge = headers["www-authenticate"] ?? "";
  const encoded = /claims="([^"]+)"/.exec(challenge)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString("utf8");
}
