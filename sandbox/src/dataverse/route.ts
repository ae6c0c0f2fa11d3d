import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Evidence, Route, SandboxRequest, SandboxResponse } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { idOfKey, keyPattern } from "./alternate-key";
import { callerOf } from "./caller";
import { isStrongRead } from "./consistency";

/** One request to the Web API, as handlers see it. */
export interface Call {
  readonly request: SandboxRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  readonly caller: SystemUser;
  /** Address of the service root in the version that was asked for, with a closing slash. */
  readonly root: string;
}

export interface Coverage {
  readonly method: string;
  /**
   * Below the service root. `{id}` is a guid, or an alternate key of the entity set before it, and is given as the
   * row's id; other names in braces that end in `id` are guids.
   */
  readonly path: string;
  /** What of it is covered, where the name alone does not say it. */
  readonly covers?: string;
  readonly evidence: Evidence;
  readonly source: string;
}

export function dataverseRoute(
  { method, path, ...marks }: Coverage,
  handle: (call: Call) => SandboxResponse | Promise<SandboxResponse>,
): Route {
  const [entitySet = ""] = path.split(/[^\w]/);
  const pattern = path
    .replace(/[$()[\]?.*+^|]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_text, name: string) => `(?<${name}>${patternOf(name, entitySet)})`);
  return {
    service: "dataverse",
    method,
    name: `/api/data/v9.2/${path}`,
    pattern: new RegExp(`^/api/data/(?<version>v9\\.[012])/${pattern}$`),
    ...marks,
    handle: async (request, params, tenant) => {
      refuseImpersonation(request);
      const sandbox = asSeenBy(request, tenant);
      const caller = callerOf(request, sandbox);
      const { id } = params;
      const response = await handle({
        request,
        params: id === undefined ? params : { ...params, id: idOfKey(entitySet, id, sandbox) },
        sandbox,
        caller,
        root: `${request.origin}/api/data/${params.version ?? "v9.2"}/`,
      });
      return {
        ...response,
        headers: { REQ_ID: randomUUID(), ...response.headers },
      };
    },
  };
}

function patternOf(name: string, entitySet: string): string {
  if (name === "id") return keyPattern(entitySet);
  return name.endsWith("id") ? keyPattern("") : "\\w+";
}

/** The tenant, with the consistency that the request asks for. */
function asSeenBy(request: SandboxRequest, tenant: Sandbox): Sandbox {
  if (!isStrongRead(request)) return tenant;
  const { store, clock, settings } = tenant;
  const dispatch: Sandbox["dispatch"] = (service, part) => tenant.dispatch(service, part);
  return { store, clock, settings, dispatch, isStrong: true };
}

function refuseImpersonation({ headers }: SandboxRequest): void {
  for (const name of ["CallerObjectId", "MSCRMCallerID"]) {
    if (headers[name.toLowerCase()] !== undefined) {
      throw new SandboxError(dataverseErrors.notCovered, [`impersonation (header ${name})`]);
    }
  }
}
