import type { Route, SandboxRequest, SandboxResponse } from "../http/types";

type Handler = (request: SandboxRequest, params: Readonly<Record<string, string>>) => SandboxResponse;

/** One of the sandbox's own routes; `{name}` in its name stands for one segment of the path. */
export function adminRoute(method: string, name: string, handle: Handler): Route {
  const pattern = new RegExp(`^${name.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
  return {
    service: "admin",
    method,
    name,
    pattern,
    evidence: "assumed",
    source: "the sandbox's own",
    handle,
  };
}

export const noContent: SandboxResponse = { status: 204 };

export function ok(body: unknown): SandboxResponse {
  return { status: 200, body };
}
