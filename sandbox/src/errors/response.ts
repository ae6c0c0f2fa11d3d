import { randomUUID } from "node:crypto";
import type { SandboxRequest, SandboxResponse, Service } from "../http/types";
import { oauthErrorOf } from "./entra";
import type { SandboxError } from "./sandbox-error";

/** The answer to a refused request, in the shape of the service that refuses. */
export function errorResponse(
  service: Service,
  error: SandboxError,
  request: Pick<SandboxRequest, "headers">,
): SandboxResponse {
  return { status: error.status, headers: error.headers, body: bodies[service](error, request) };
}

type Body = (error: SandboxError, request: Pick<SandboxRequest, "headers">) => unknown;

const plain: Body = ({ code, message }) => ({ error: { code, message } });

const bodies: Readonly<Record<Service, Body>> = {
  dataverse: plain,
  "power-platform": plain,
  admin: plain,
  page: plain,
  // GraphDocs json-batching: the example of a failed part.
  graph: ({ code, message, status }, { headers }) => {
    const requestId = randomUUID();
    const innerError = {
      // GraphDocs throttling: the example of a throttled request.
      ...(status === 429 ? { code: "429", message: "Please retry after", status: "429" } : {}),
      date: new Date().toISOString().slice(0, 19),
      "request-id": requestId,
      "client-request-id": headers["client-request-id"] ?? requestId,
    };
    return { error: { code, message, innerError } };
  },
  // learn.microsoft.com, Microsoft Entra error codes: the sample answer.
  entra: ({ code, message }, { headers }) => {
    const number = /^AADSTS(\d+)$/.exec(code)?.[1];
    const timestamp = new Date().toISOString().replace("T", " ").replace(/\.\d+/, "");
    const traceId = randomUUID();
    const correlationId = headers["client-request-id"] ?? randomUUID();
    return {
      error: oauthErrorOf(code),
      error_description: `${code}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: number === undefined ? [] : [Number(number)],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      ...(number !== undefined && { error_uri: `https://login.microsoftonline.com/error?code=${number}` }),
    };
  },
};
