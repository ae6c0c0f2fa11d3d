import type { ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import type { FaultEffect } from "../faults/rule";
import type { SandboxResponse, Service } from "./types";

const jsonTypes: Readonly<Record<Service, string>> = {
  graph: "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
  dataverse: "application/json; odata.metadata=minimal",
  "power-platform": "application/json; charset=utf-8",
  entra: "application/json; charset=utf-8",
  admin: "application/json; charset=utf-8",
  page: "application/json; charset=utf-8",
};

/** Name of the header that identifies an answer, by service. */
const requestIdHeaders: Partial<Record<Service, string>> = {
  graph: "request-id",
  dataverse: "x-ms-service-request-id",
  "power-platform": "x-ms-request-id",
  entra: "x-ms-request-id",
};

/** Body and headers as they go over the wire; also for the parts of a multipart batch. */
export function encode(
  service: Service,
  response: SandboxResponse,
): { headers: Record<string, string>; body: Buffer } {
  const { body } = response;
  const headers: Record<string, string> = { ...response.headers };
  if (service === "dataverse") headers["OData-Version"] ??= "4.0";
  if (body === undefined) return { headers, body: Buffer.alloc(0) };
  if (Buffer.isBuffer(body)) return { headers, body };
  if (typeof body === "string") return { headers, body: Buffer.from(body) };
  if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type")) {
    headers["Content-Type"] = jsonTypes[service];
  }
  return { headers, body: Buffer.from(JSON.stringify(body)) };
}

/** Resolves when the answer is on its way, or the client has gone. A fault can spoil the body, or all of it. */
export async function send(
  service: Service,
  response: SandboxResponse,
  message: ServerResponse,
  fault?: FaultEffect,
): Promise<void> {
  const { headers, body } = encode(service, response);
  const requestIdHeader = requestIdHeaders[service];
  if (requestIdHeader !== undefined) headers[requestIdHeader] = randomUUID();
  // RFC 9110: neither 204 nor 304 has a body, and so no length.
  if (response.status !== 204 && response.status !== 304) headers["Content-Length"] = String(body.length);
  if (message.destroyed) return;
  await new Promise<void>((resolve) => {
    message.once("finish", resolve).once("close", resolve);
    const isLost = fault?.kind === "lose-answer" || (fault?.kind === "truncate" && body.length === 0);
    if (isLost) {
      message.destroy();
      return;
    }
    message.writeHead(response.status, headers);
    const half = Math.floor(body.length / 2);
    if (fault?.kind === "truncate") {
      message.write(body.subarray(0, half));
      message.socket?.destroySoon();
    } else if (fault?.kind === "slow-body") {
      if (half > 0) message.write(body.subarray(0, half));
      else message.flushHeaders();
      const rest = setTimeout(() => message.end(body.subarray(half)), fault.milliseconds);
      message.once("close", () => {
        clearTimeout(rest);
      });
    } else {
      message.end(body);
    }
  });
}
