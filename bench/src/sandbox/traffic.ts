import type { LoggedRequest } from "@bc-sales/sandbox";

/** What came over the wire to a sandbox. */
export interface Traffic {
  /** HTTP requests, those for tokens and metadata included; a batch is one. */
  readonly requests: number;
  /** Requests to the authority: tokens, metadata. Also among `requests`. */
  readonly tokens: number;
  /** Parts of batches, which are not among `requests`. */
  readonly parts: number;
  /** Requests, or parts of batches, that were to change something. */
  readonly writes: number;
  /** Requests, or parts of batches, that were refused with 429. */
  readonly throttled: number;
  /** From the coming of the first request to the answer to the last. */
  readonly seconds: number;
  /** Requests by what they ask, such as `dataverse GET /api/data/v9.2/systemusers`; ids are `{id}`. */
  readonly byKind: Readonly<Record<string, number>>;
}

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Counts requests as the sandbox logs them. */
export class TrafficCount {
  #requests = 0;
  #tokens = 0;
  #parts = 0;
  #writes = 0;
  #throttled = 0;
  #from = Infinity;
  #to = -Infinity;
  readonly #byKind = new Map<string, number>();

  /** @param now milliseconds of any clock, at the request's answer */
  add({ service, method, target, status, parts, duration }: LoggedRequest, now: number): void {
    this.#from = Math.min(this.#from, now - duration);
    this.#to = Math.max(this.#to, now);
    const [path = ""] = target.split("?");
    this.#requests += 1;
    this.#parts += parts.length;
    if (service === "entra") this.#tokens += 1;
    else if (!path.endsWith("/$batch") && isWrite(method)) this.#writes += 1;
    this.#writes += parts.filter((part) => isWrite(part.method)).length;
    this.#throttled += [{ status }, ...parts].filter((answer) => answer.status === 429).length;
    const kind = `${service} ${method} ${path.replace(ID, "{id}")}`;
    this.#byKind.set(kind, (this.#byKind.get(kind) ?? 0) + 1);
  }

  get traffic(): Traffic {
    return {
      requests: this.#requests,
      tokens: this.#tokens,
      parts: this.#parts,
      writes: this.#writes,
      throttled: this.#throttled,
      seconds: Math.max(0, this.#to - this.#from) / 1_000,
      byKind: Object.fromEntries([...this.#byKind].sort(([, one], [, other]) => other - one)),
    };
  }
}

function isWrite(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}
