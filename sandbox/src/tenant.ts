import { Dispatcher } from "./http/dispatcher";
import { Queue } from "./http/queue";
import type { LoggedPart } from "./http/request-log";
import type { ProtectedService } from "./http/services";
import type { Route, SandboxRequest, SandboxResponse, Service } from "./http/types";
import type { SteppedClock } from "./rules/clock";
import { runDueSync } from "./rules/sync";
import type { Sandbox } from "./sandbox";
import type { SandboxSettings } from "./settings";
import type { OpenStore } from "./state/file-store";

/** The running tenant: takes one request after another, and writes what each changed before it is answered. */
export class LocalTenant implements Sandbox {
  readonly store: OpenStore;
  readonly clock: SteppedClock;
  readonly settings: SandboxSettings;
  readonly #dispatcher: Dispatcher;
  readonly #queue = new Queue();
  #parts: LoggedPart[] = [];

  constructor(
    store: OpenStore,
    clock: SteppedClock,
    settings: SandboxSettings,
    routes: readonly Route[],
    report: (fault: unknown) => void,
  ) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.#dispatcher = new Dispatcher(routes, report);
  }

  async dispatch(service: ProtectedService, request: SandboxRequest): Promise<SandboxResponse> {
    const response = await this.#dispatcher.dispatch(service, request, this);
    this.#parts.push({ method: request.method, path: request.path, status: response.status });
    return response;
  }

  /** Answers a client's request; `parts` says what a batch consisted of. */
  async handle(
    service: Service,
    request: SandboxRequest,
  ): Promise<{ response: SandboxResponse; parts: LoggedPart[] }> {
    return this.#queue.run(async () => {
      this.#parts = [];
      if (service === "dataverse" || service === "power-platform") {
        this.store.transaction(() => {
          runDueSync(this);
        });
      }
      const response = await this.#dispatcher.dispatch(service, request, this);
      this.store.commit();
      return { response, parts: this.#parts };
    });
  }
}
