import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Tokens } from "./entra/tokens";
import { httpErrors } from "./errors/http";
import { errorResponse } from "./errors/response";
import { SandboxError } from "./errors/sandbox-error";
import { untouched, type Faults, type Strike } from "./faults/faults";
import { refusalOf } from "./faults/refusal";
import type { FaultyService } from "./faults/rule";
import { authenticate } from "./http/authentication";
import { readBody } from "./http/body";
import type { Certificates } from "./http/certificates";
import { checkOrigin } from "./http/guards";
import type { LoggedPart, RequestLog } from "./http/request-log";
import { send } from "./http/send";
import { isProtected, locate } from "./http/services";
import { parseTarget } from "./http/target";
import type { SandboxResponse, Service } from "./http/types";
import type { Admission, ServiceProtection } from "./protection/service-protection";
import type { SandboxSettings } from "./settings";
import type { LocalTenant } from "./tenant";

export interface ServerParts {
  readonly tenant: LocalTenant;
  readonly tokens: Tokens;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly protection: ServiceProtection;
  readonly settings: SandboxSettings;
  readonly certificates: Certificates;
  /** Milliseconds a client may take to send a whole request. */
  readonly patience: number;
  /** Hears of the sandbox's own faults. */
  readonly report: (fault: unknown) => void;
}

export interface RunningServer {
  readonly port: number;
  /** Answers what has come in, then stops. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 with TLS; `port` 0 takes any free one. Throws a clear error when the port is in use. */
export async function listen(port: number, parts: ServerParts): Promise<RunningServer> {
  const { cert, key } = parts.certificates;
  const { patience } = parts;
  const server = createServer({
    cert,
    key,
    handshakeTimeout: patience,
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: Math.min(patience, 5000),
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portInUse(port, error) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  // Longer than clients keep idle connections: then it is they who close, and no request meets a closed one.
  server.keepAliveTimeout = 120_000;
  const pending = new Set<Promise<void>>();
  // Requests that are held up by a fault are not waited for, and must not be applied to a store that is closed.
  const closing = new AbortController();
  // All of them, also those whose handshake is not over: the http server does not know them yet.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("request", (message: IncomingMessage, response: ServerResponse) => {
    const answered = answer(message, response, actualPort, parts, closing.signal).finally(() =>
      pending.delete(answered),
    );
    pending.add(answered);
  });
  return {
    port: actualPort,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      closing.abort();
      // A client that never ends its request is not waited for.
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(pending),
        delay(2000, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  port: number,
  { tenant, tokens, log, faults, protection, settings, report }: ServerParts,
  closing: AbortSignal,
): Promise<void> {
  const started = performance.now();
  const method = message.method ?? "GET";
  const { path: wholePath, query } = parseTarget(message.url ?? "/");
  const { service, path } = locate(wholePath);
  const headers = singleHeaders(message);
  let result: SandboxResponse;
  let parts: LoggedPart[] = [];
  let strike: Strike = untouched;
  let admission: Admission | undefined;
  try {
    const origin = checkOrigin(headers, port);
    const body = await readBody(message);
    strike = faults.strike({ service, method, path, isPart: false });
    const { effect } = strike;
    const caller = isProtected(service)
      ? await authenticate(service, headers.authorization, origin, tokens)
      : undefined;
    const request = { method, path, query, headers, body, origin, caller };
    if (caller !== undefined && isProtected(service)) admission = protection.enter(service, caller, request);
    await held(strike.latency + (isOwn(service) ? 0 : settings.latency), closing);
    const refusal = effect && refusalOf(effect, service as FaultyService, origin);
    if (refusal !== undefined) throw refusal;
    if (effect?.kind === "reset") throw new Torn();
    const staleBy = effect?.kind === "stale-read" ? effect.milliseconds : 0;
    const handled = await tenant.handle(service, request, staleBy);
    ({ response: result, parts } = handled);
    await held(handled.latency, closing);
  } catch (error) {
    // A client that has gone away needs no answer; it has not come so far as to be let in.
    if (message.destroyed && !message.complete) return;
    if (error instanceof Torn) {
      admission?.leave();
      response.destroy();
      record(0);
      return;
    }
    if (!(error instanceof SandboxError)) report(error);
    result = errorResponse(service, asRefusal(error, method, wholePath), { headers });
  }
  if (admission !== undefined) {
    result = { ...result, headers: { ...result.headers, ...admission.headers() } };
    admission.leave();
  }
  // Before the client can have the answer, so that it finds its request in the log.
  record(result.status);
  await send(service, result, response, strike.effect);

  function record(status: number): void {
    if (isOwn(service)) return;
    log.add({
      time: new Date().toISOString(),
      service,
      method,
      target: query.size === 0 ? path : `${path}?${query.toString()}`,
      status,
      duration: Math.round(performance.now() - started),
      parts,
      ...(strike.description === undefined ? {} : { fault: strike.description }),
    });
  }
}

/** What belongs to the sandbox itself, and stands for no service. */
function isOwn(service: Service): boolean {
  return service === "admin" || service === "page";
}

/** Stands for an answer that is not given: the connection is torn. */
class Torn extends Error {}

/** Waits without keeping other requests. Throws `Torn` when the sandbox is closed meanwhile. */
async function held(milliseconds: number, closing: AbortSignal): Promise<void> {
  if (milliseconds === 0) return;
  await delay(milliseconds, undefined, { signal: closing }).catch(() => {
    throw new Torn();
  });
}

function asRefusal(error: unknown, method: string, path: string): SandboxError {
  if (error instanceof SandboxError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new SandboxError(httpErrors.sandboxBug, [method, path, reason]);
}

function singleHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

function portInUse(port: number, cause: Error): Error {
  return new Error(
    `Port ${port} of 127.0.0.1 is in use. Stop the program that listens there, or name another port with --port (0 takes any free one).`,
    { cause },
  );
}
