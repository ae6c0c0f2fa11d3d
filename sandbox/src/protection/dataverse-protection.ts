import { dataverseLimits } from "../errors/unavailable";
import { SandboxError, type ErrorEntry } from "../errors/sandbox-error";
import type { SandboxClock } from "../rules/clock";
import type { SandboxSettings } from "../settings";
import { SlidingWindow } from "./sliding-window";

/** Milliseconds (Dataverse: Service protection API limits). */
const windowLength = 300_000;

/** Seconds that a caller with too many requests at the same time is told to wait (assumed). */
const concurrencyWait = 1;

interface Usage {
  readonly requests: SlidingWindow;
  readonly execution: SlidingWindow;
  inFlight: number;
}

/**
 * Dataverse's limits for each caller, as one web server keeps them. A refused request counts like one that is served,
 * so that a client which pushes on waits longer (documented that the wait grows, assumed how).
 */
export class DataverseProtection {
  readonly #clock: SandboxClock;
  readonly #settings: SandboxSettings;
  readonly #usages = new Map<string, Usage>();

  constructor(clock: SandboxClock, settings: SandboxSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Lets a request in, until `leave` is called. Throws 429 when the caller has reached a limit. */
  enter(clientId: string): void {
    const usage = this.#usageOf(clientId);
    const { dataverseRequests, dataverseExecution, dataverseConcurrency, dataverseRequestCost } =
      this.#settings;
    const now = this.#clock.now();
    const executed = usage.execution.sum(now);
    usage.requests.add(now, 1);
    usage.execution.add(now, dataverseRequestCost);
    if (dataverseConcurrency > 0 && usage.inFlight >= dataverseConcurrency) {
      throw this.#refusal(
        clientId,
        dataverseLimits.concurrency,
        dataverseConcurrency,
        concurrencyWait * 1000,
      );
    }
    if (dataverseRequests > 0 && usage.requests.sum(now) > dataverseRequests) {
      const wait = usage.requests.untilBelow(dataverseRequests, now);
      throw this.#refusal(clientId, dataverseLimits.requests, dataverseRequests, wait);
    }
    if (dataverseExecution > 0 && executed >= dataverseExecution) {
      const wait = usage.execution.untilBelow(dataverseExecution, now);
      throw this.#refusal(clientId, dataverseLimits.execution, dataverseExecution, wait);
    }
    usage.inFlight += 1;
  }

  leave(clientId: string): void {
    this.#usageOf(clientId).inFlight -= 1;
  }

  /** Parts of a batch are not requests of their own, but execute like ones. */
  addPart(clientId: string): void {
    this.#usageOf(clientId).execution.add(this.#clock.now(), this.#settings.dataversePartCost);
  }

  /** What every answer says; for debugging only, by the documentation. */
  headers(clientId: string): Record<string, string> {
    const { requests, execution } = this.#usageOf(clientId);
    const { dataverseRequests, dataverseExecution, dopHint } = this.#settings;
    const now = this.#clock.now();
    const headers: Record<string, string> = {};
    if (dopHint > 0) headers["x-ms-dop-hint"] = String(dopHint);
    if (dataverseRequests > 0) {
      const left = Math.max(0, dataverseRequests - requests.sum(now));
      headers["x-ms-ratelimit-burst-remaining-xrm-requests"] = String(left);
    }
    if (dataverseExecution > 0) {
      const left = Math.max(0, dataverseExecution - execution.sum(now));
      headers["x-ms-ratelimit-time-remaining-xrm-requests"] = inSeconds(left);
    }
    return headers;
  }

  /** Forgets what has been used; what is in flight stays so. */
  clear(): void {
    for (const [clientId, { inFlight }] of this.#usages) {
      this.#usages.set(clientId, { ...unused(), inFlight });
    }
  }

  #refusal(clientId: string, entry: ErrorEntry, limit: number, wait: number): SandboxError {
    return new SandboxError(entry, [written(entry, limit)], {
      "Retry-After": String(Math.max(1, Math.ceil(wait / 1000))),
      ...this.headers(clientId),
    });
  }

  #usageOf(clientId: string): Usage {
    let usage = this.#usages.get(clientId);
    if (usage === undefined) this.#usages.set(clientId, (usage = unused()));
    return usage;
  }
}

function unused(): Usage {
  return {
    requests: new SlidingWindow(windowLength),
    execution: new SlidingWindow(windowLength),
    inFlight: 0,
  };
}

/** In the documented texts, execution time has separators, and the others have not. */
function written(entry: ErrorEntry, limit: number): string {
  return entry === dataverseLimits.execution ? limit.toLocaleString("en-US") : String(limit);
}

/** `1,200.00`, as answers of live organizations quoted in issues of Dataverse clients have it. */
function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toLocaleString("en-US", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}
