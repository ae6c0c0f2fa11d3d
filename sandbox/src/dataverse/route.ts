import { randomUUID } from "node:crypto";
import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Evidence, Route, SandboxRequest, SandboxResponse } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { SystemUser } from "../state/model";
import { callerOf } from "./caller";

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
  /** Below the service root; `{id}` and other names in braces that end in `id` are guids. */
  readonly path: string;
  readonly evidence: Evidence;
  readonly source: string;
}

/** Most parallel requests the service recommends; `x-ms-dop-hint` (Dataverse: Send parallel requests). */
const parallelHint = "8";

const guid = "[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}";

export function dataverseRoute(
  { method, path, evidence, source }: Coverage,
  handle: (call: Call) => SandboxResponse | Promise<SandboxResponse>,
): Route {
  const pattern = path
    .replace(/[$()[\]?.*+^|]/g, "\\$&")
    .replace(/\{(\w+)\}/g, (_text, name: string) => `(?<${name}>${name.endsWith("id") ? guid : "\\w+"})`);
  return {
    service: "dataverse",
    method,
    name: `/api/data/v9.2/${path}`,
    pattern: new RegExp(`^/api/data/(?<version>v9\\.[012])/${pattern}$`),
    evidence,
    source,
    handle: async (request, params, tenant) => {
      refuseImpersonation(request);
      const sandbox = asSeenBy(request, tenant);
      const response = await handle({
        request,
        params,
        sandbox,
        caller: callerOf(request, sandbox),
        root: `${request.origin}/api/data/${params.version ?? "v9.2"}/`,
      });
      return {
        ...response,
        headers: { REQ_ID: randomUUID(), "x-ms-dop-hint": parallelHint, ...response.headers },
      };
    },
  };
}

/** The tenant, with the consistency that the request asks for. */
function asSeenBy({ headers }: SandboxRequest, tenant: Sandbox): Sandbox {
  if (headers.consistency?.toLowerCase() !== "strong") return tenant;
  const { store, clock, settings } = tenant;
  const dispatch: Sandbox["dispatch"] = (service, request) => tenant.dispatch(service, request);
  return { store, clock, settings, dispatch, isStrong: true };
}

function refuseImpersonation({ headers }: SandboxRequest): void {
  for (const name of ["CallerObjectId", "MSCRMCallerID"]) {
    if (headers[name.toLowerCase()] !== undefined) {
      throw new SandboxError(dataverseErrors.notCovered, [`impersonation (header ${name})`]);
    }
  }
}
