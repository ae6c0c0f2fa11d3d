import { httpErrors } from "../errors/http";
import { errorResponse } from "../errors/response";
import { SandboxError } from "../errors/sandbox-error";
import type { Sandbox } from "../sandbox";
import { serviceNames } from "./services";
import type { Route, SandboxRequest, SandboxResponse, Service } from "./types";

/**
 * Finds the route of a request and runs it as one transaction. Requests of clients and parts of batches both come
 * this way. Always answers: a refusal in the service's shape, an unknown route or a fault of the sandbox with 501.
 */
export class Dispatcher {
  readonly #routes: readonly Route[];
  readonly #report: (fault: unknown) => void;

  /** `report` hears of the sandbox's own faults. */
  constructor(routes: readonly Route[], report: (fault: unknown) => void) {
    this.#routes = routes;
    this.#report = report;
  }

  async dispatch(service: Service, request: SandboxRequest, sandbox: Sandbox): Promise<SandboxResponse> {
    try {
      const { route, params } = this.#find(service, request);
      return await sandbox.store.transaction(async () => route.handle(request, params, sandbox));
    } catch (error) {
      return errorResponse(service, this.#asRefusal(error, request), request);
    }
  }

  #find(
    service: Service,
    { method, path }: SandboxRequest,
  ): { route: Route; params: Record<string, string> } {
    for (const route of this.#routes) {
      if (route.service !== service || (route.method !== "*" && route.method !== method)) continue;
      const match = route.pattern.exec(path);
      if (match) return { route, params: { ...match.groups } };
    }
    throw new SandboxError(httpErrors.notCovered, [method, path, serviceNames[service]]);
  }

  #asRefusal(error: unknown, { method, path }: SandboxRequest): SandboxError {
    if (error instanceof SandboxError) return error;
    this.#report(error);
    const reason = error instanceof Error ? error.message : String(error);
    return new SandboxError(httpErrors.sandboxBug, [method, path, reason]);
  }
}
