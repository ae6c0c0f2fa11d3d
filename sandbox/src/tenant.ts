import { isStrongRead } from "./dataverse/consistency";
import { errorResponse } from "./errors/response";
import { SandboxError } from "./errors/sandbox-error";
import type { Faults, Strike } from "./faults/faults";
import { refusalOf } from "./faults/refusal";
import { Dispatcher } from "./http/dispatcher";
import { Queue } from "./http/queue";
import type { LoggedPart } from "./http/request-log";
import { isProtected, type ProtectedService } from "./http/services";
import type { Route, SandboxRequest, SandboxResponse, Service } from "./http/types";
import type { ServiceProtection } from "./protection/service-protection";
import type { SteppedClock } from "./rules/clock";
import { inheritDueLicenses } from "./rules/group-licenses";
import { runDueSync } from "./rules/sync";
import type { Sandbox } from "./sandbox";
import type { SandboxSettings } from "./settings";
import type { OpenStore } from "./state/file-store";
import type { History } from "./state/history";
import { PastStore } from "./state/past-store";

/** The running tenant: takes one request after another, and writes what each changed before it is answered. */
export class LocalTenant implements Sandbox {
  readonly store: OpenStore;
  readonly clock: SteppedClock;
  readonly settings: SandboxSettings;
  readonly #dispatcher: Dispatcher;
  readonly #queue = new Queue();
  readonly #faults: Faults;
  readonly #protection: ServiceProtection;
  readonly #history: History;
  #parts: LoggedPart[] = [];
  #latency = 0;

  constructor(
    store: OpenStore,
    clock: SteppedClock,
    settings: SandboxSettings,
    routes: readonly Route[],
    report: (fault: unknown) => void,
    faults: Faults,
    protection: ServiceProtection,
    history: History,
  ) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.#dispatcher = new Dispatcher(routes, report);
    this.#faults = faults;
    this.#protection = protection;
    this.#history = history;
  }

  async dispatch(service: ProtectedService, request: SandboxRequest): Promise<SandboxResponse> {
    const { method, path } = request;
    const strike = this.#faults.strike({ service, method, path, isPart: true });
    const response = await this.#part(service, request, strike);
    // Waited for after the batch, and outside of the queue, so that nobody else is held up.
    this.#latency += strike.latency;
    const fault = strike.description === undefined ? {} : { fault: strike.description };
    this.#parts.push({ method, path, status: response.status, ...fault });
    return response;
  }

  async #part(
    service: ProtectedService,
    request: SandboxRequest,
    { effect }: Strike,
  ): Promise<SandboxResponse> {
    try {
      const headers = this.#protection.enterPart(service, request);
      const refusal = effect && refusalOf(effect, service, request.origin);
      if (refusal !== undefined) throw refusal;
      const staleBy = effect?.kind === "stale-read" ? effect.milliseconds : 0;
      const response = await this.#dispatcher.dispatch(
        service,
        request,
        this.#seen(service, request, staleBy),
      );
      return { ...response, headers: { ...response.headers, ...headers } };
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      return errorResponse(service, error, request);
    }
  }

  /** The tenant as it was so many milliseconds ago, but for whoever asks Dataverse for nothing old. */
  #seen(service: Service, asking: SandboxRequest, staleBy: number): Sandbox {
    if (staleBy === 0 || (service === "dataverse" && isStrongRead(asking))) return this;
    const then = this.clock.now() - staleBy;
    const { settings } = this;
    const store = new PastStore(this.store, this.#history.since(then));
    const clock = { now: () => this.clock.now() - staleBy, advance: () => undefined };
    return { store, clock, settings, dispatch: (service, request) => this.dispatch(service, request) };
  }

  /**
   * Answers a client's request. `staleBy`: how many milliseconds ago a read sees the tenant. `parts` says what a batch
   * consisted of, `latency` for how many milliseconds its parts hold the answer back.
   */
  async handle(
    service: Service,
    request: SandboxRequest,
    staleBy = 0,
  ): Promise<{ response: SandboxResponse; parts: LoggedPart[]; latency: number }> {
    return this.#queue.run(async () => {
      this.#parts = [];
      this.#latency = 0;
      if (isProtected(service)) {
        this.store.transaction(() => {
          inheritDueLicenses(this);
        });
      }
      if (service === "dataverse" || service === "power-platform") {
        this.store.transaction(() => {
          runDueSync(this);
        });
      }
      const response = await this.#dispatcher.dispatch(
        service,
        request,
        this.#seen(service, request, staleBy),
      );
      this.store.commit();
      return { response, parts: this.#parts, latency: this.#latency };
    });
  }
}
