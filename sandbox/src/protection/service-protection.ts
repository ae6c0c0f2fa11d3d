import type { Caller, SandboxRequest } from "../http/types";
import type { ProtectedService } from "../http/services";
import type { SandboxClock } from "../rules/clock";
import type { SandboxSettings } from "../settings";
import type { Store } from "../state/store";
import { DataverseProtection } from "./dataverse-protection";
import { GraphProtection } from "./graph-protection";

/** A request that was let in. */
export interface Admission {
  /** What its answer says of the limits; asked for when it has been executed. */
  headers(): Readonly<Record<string, string>>;
  /** Called once it has been answered. */
  leave(): void;
}

const unprotected: Admission = { headers: () => ({}), leave: () => undefined };

/**
 * The limits that protect the services from one client. The Power Platform admin API and Entra publish none and have
 * none here. What has been used is forgotten at a restart.
 */
export class ServiceProtection {
  readonly #dataverse: DataverseProtection;
  readonly #graph: GraphProtection;

  constructor(clock: SandboxClock, settings: SandboxSettings, store: Store) {
    this.#dataverse = new DataverseProtection(clock, settings);
    this.#graph = new GraphProtection(clock, settings, store);
  }

  /** Throws the service's 429 when the caller has reached one of its limits. */
  enter(service: ProtectedService, caller: Caller, request: SandboxRequest): Admission {
    const { clientId } = caller;
    if (service === "dataverse") {
      this.#dataverse.enter(clientId);
      return {
        headers: () => this.#dataverse.headers(clientId),
        leave: () => {
          this.#dataverse.leave(clientId);
        },
      };
    }
    // Of a JSON batch, each request inside is let in or refused by itself.
    if (service !== "graph" || request.path.endsWith("/$batch")) return unprotected;
    const headers = this.#graph.enter(caller, request);
    return { ...unprotected, headers: () => headers };
  }

  /** A part of a batch: returns what its answer says of the limits. Throws the service's 429. */
  enterPart(service: ProtectedService, request: SandboxRequest): Readonly<Record<string, string>> {
    const { caller } = request;
    if (caller === undefined) return {};
    if (service === "graph") return this.#graph.enter(caller, request);
    if (service === "dataverse") this.#dataverse.addPart(caller.clientId);
    return {};
  }

  /** Forgets what has been used. */
  clear(): void {
    this.#dataverse.clear();
    this.#graph.clear();
  }
}
