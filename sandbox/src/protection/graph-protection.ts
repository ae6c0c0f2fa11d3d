import { SandboxError } from "../errors/sandbox-error";
import { throttled } from "../errors/unavailable";
import type { Caller, SandboxRequest } from "../http/types";
import type { SandboxClock } from "../rules/clock";
import type { SandboxSettings } from "../settings";
import type { Store } from "../state/store";
import { graphCost } from "./graph-cost";
import { TokenBucket } from "./token-bucket";

/** Milliseconds. */
const unitsPeriod = 10_000;
const writesPeriod = 150_000;

/** From this share of a limit on, answers say how much is used. */
const shareToTell = 0.8;

interface Usage {
  readonly units: TokenBucket;
  readonly writes: TokenBucket;
}

/** Graph's limits for each application in the tenant; its limits over all tenants cannot be reached here. */
export class GraphProtection {
  readonly #clock: SandboxClock;
  readonly #settings: SandboxSettings;
  readonly #store: Store;
  readonly #usages = new Map<string, Usage>();

  constructor(clock: SandboxClock, settings: SandboxSettings, store: Store) {
    this.#clock = clock;
    this.#settings = settings;
    this.#store = store;
  }

  /** Takes a request's price, and returns what its answer says of it. Throws 429 when there is not enough left. */
  enter(caller: Caller, request: SandboxRequest): Record<string, string> {
    const { units, isWrite } = graphCost(request);
    const usage = this.#usageOf(caller.clientId);
    const now = this.#clock.now();
    const unitsLimit = this.#unitsLimit();
    const writesLimit = isWrite ? this.#settings.graphWrites : 0;
    const unitsWait = unitsLimit > 0 ? usage.units.take(units, unitsLimit, unitsPeriod, now) : 0;
    if (unitsWait > 0) throw this.#refusal(caller, "ReadWrite", "ResourceUnitLimitExceeded", unitsWait);
    // A write that is refused here has used its resource unit: Graph counts on while it throttles (throttling guidance).
    const writesWait = writesLimit > 0 ? usage.writes.take(1, writesLimit, writesPeriod, now) : 0;
    if (writesWait > 0) throw this.#refusal(caller, "Write", "WriteLimitExceeded", writesWait);
    const share = Math.max(
      unitsLimit > 0 ? usage.units.used(unitsLimit, unitsPeriod, now) : 0,
      writesLimit > 0 ? usage.writes.used(writesLimit, writesPeriod, now) : 0,
    );
    return {
      "x-ms-resource-unit": String(units),
      ...(share < shareToTell ? {} : { "x-ms-throttle-limit-percentage": share.toFixed(2) }),
    };
  }

  clear(): void {
    this.#usages.clear();
  }

  /** By the number of users in the tenant. */
  #unitsLimit(): number {
    const users = this.#store.count("users");
    const { graphUnitsSmall, graphUnitsMedium, graphUnitsLarge } = this.#settings;
    if (users < 50) return graphUnitsSmall;
    return users <= 500 ? graphUnitsMedium : graphUnitsLarge;
  }

  #refusal(caller: Caller, limit: "ReadWrite" | "Write", information: string, wait: number): SandboxError {
    const [tenant] = this.#store.all("tenants");
    return new SandboxError(throttled.graph, [], {
      "Retry-After": String(Math.max(1, Math.ceil(wait / 1000))),
      // Scope/Limit/ApplicationId/TenantId (Microsoft Graph service-specific throttling limits).
      "x-ms-throttle-scope": `Tenant_Application/${limit}/${caller.clientId}/${tenant?.id ?? ""}`,
      "x-ms-throttle-information": information,
    });
  }

  #usageOf(clientId: string): Usage {
    let usage = this.#usages.get(clientId);
    if (usage === undefined) {
      this.#usages.set(clientId, (usage = { units: new TokenBucket(), writes: new TokenBucket() }));
    }
    return usage;
  }
}
