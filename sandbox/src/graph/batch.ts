import { graphErrors } from "../errors/graph";
import { errorResponse } from "../errors/response";
import { SandboxError } from "../errors/sandbox-error";
import { encode } from "../http/send";
import { parseTarget } from "../http/target";
import type { Route, SandboxRequest, SandboxResponse } from "../http/types";
import { type GraphCall, graphRoute, jsonBody } from "./request";

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const maxParts = 20;

export const batchRoutes: readonly Route[] = [
  graphRoute({
    method: "POST",
    name: "/$batch",
    permission: "none",
    covers: "20 requests, dependsOn; each is answered as it would be alone",
    evidence: "documented",
    source: "learn.microsoft.com, Combine multiple HTTP requests using JSON batching",
    handle: runBatch,
  }),
];

/** Every part goes through the dispatcher like a request of its own, and stands or falls alone. */
async function runBatch(call: GraphCall): Promise<SandboxResponse> {
  const parts = readParts(jsonBody(call).requests);
  const statuses = new Map<string, number>();
  const responses: unknown[] = [];
  for (const part of parts) {
    const failed = part.dependsOn.find((id) => (statuses.get(id) ?? 0) >= 400);
    const response =
      failed === undefined
        ? await call.sandbox.dispatch("graph", requestOf(part, call))
        : errorResponse("graph", new SandboxError(graphErrors.failedDependency, [failed]), call.request);
    statuses.set(part.id, response.status);
    responses.push(written(part.id, response));
  }
  return { status: 200, body: { responses } };
}

function readParts(requests: unknown): Part[] {
  if (!Array.isArray(requests) || requests.length === 0)
    throw invalid("'requests' must be a list of requests.");
  if (requests.length > maxParts) {
    throw invalid(`Number of batch request steps exceeds the maximum value of ${maxParts}.`);
  }
  const ids = new Set<string>();
  return requests.map((request: Partial<Part> | null) => {
    const { id, method, url, headers = {}, body, dependsOn = [] } = request ?? {};
    if (typeof id !== "string" || typeof method !== "string" || typeof url !== "string") {
      throw invalid("Every request needs 'id', 'method' and 'url'.");
    }
    if (ids.has(id)) throw invalid(`The id '${id}' is there twice.`);
    if (/^\/?\$batch\b/.test(url)) throw invalid("A batch cannot hold another batch.");
    const unknown = dependsOn.find((other) => !ids.has(other));
    if (unknown !== undefined)
      throw invalid(`'${id}' depends on '${unknown}', which does not stand before it.`);
    const lowerCase = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    if (body !== undefined && lowerCase["content-type"] === undefined) {
      throw invalid(`'${id}' has a body and no Content-Type header.`);
    }
    ids.add(id);
    return { id, method: method.toUpperCase(), url, headers: lowerCase, body, dependsOn };
  });
}

function requestOf(part: Part, { request, version }: GraphCall): SandboxRequest {
  const target = parseTarget(part.url);
  return {
    method: part.method,
    path: `/${version}/${target.path.replace(/^\//, "")}`,
    query: target.query,
    headers: part.headers,
    body: part.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(part.body)),
    origin: request.origin,
    caller: request.caller,
  };
}

function written(id: string, response: SandboxResponse): unknown {
  const { headers } = encode("graph", response);
  return response.body === undefined
    ? { id, status: response.status, headers }
    : { id, status: response.status, headers, body: response.body };
}

function invalid(reason: string): SandboxError {
  return new SandboxError(graphErrors.invalidBatch, [reason]);
}
