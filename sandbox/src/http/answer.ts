import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Tokens } from "../entra/tokens";
import { httpErrors } from "../errors/http";
import { errorResponse } from "../errors/response";
import { SandboxError } from "../errors/sandbox-error";
import { untouched, type Faults, type Strike } from "../faults/faults";
import { refusalOf } from "../faults/refusal";
import type { FaultyService } from "../faults/rule";
import type { Admission, ServiceProtection } from "../protection/service-protection";
import type { SandboxSettings } from "../settings";
import type { LocalTenant } from "../tenant";
import { authenticate } from "./authentication";
import { readBody } from "./body";
import { checkOrigin } from "./guards";
import type { LoggedPart, RequestLog } from "./request-log";
import { send } from "./send";
import { isProtected, locate } from "./services";
import { parseTarget } from "./target";
import type { SandboxResponse, Service } from "./types";

/** What answering a request takes. */
export interface AnswerParts {
  readonly tenant: LocalTenant;
  readonly tokens: Tokens;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly protection: ServiceProtection;
  readonly settings: SandboxSettings;
  /** Hears of the sandbox's own faults. */
  readonly report: (fault: unknown) => void;
}

/**
 * The way of one request: host and origin, body, faults, token, limits, then the tenant, the log, and back to the
 * client. `port` is the sandbox's own; `closing` ends waiting when the sandbox is closed.
 */
export async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  port: number,
  { tenant, tokens, log, faults, protection, settings, report }: AnswerParts,
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
  let refusal: SandboxError | undefined;
  let admission: Admission | undefined;
  try {
    const origin = checkOrigin(headers, port);
    const body = await readBody(message);
    strike = faults.strike({ service, method, path, isPart: false });
    const { effect } = strike;
    refusal = effect && refusalOf(effect, service as FaultyService, origin);
    const caller = isProtected(service)
      ? await authenticate(service, headers.authorization, origin, tokens)
      : undefined;
    const request = { method, path, query, headers, body, origin, caller };
    if (caller !== undefined && isProtected(service)) admission = protection.enter(service, caller, request);
    await held(strike.latency + (isOwn(service) ? 0 : settings.latency), closing);
    if (refusal !== undefined) throw refusal;
    if (effect?.kind === "reset") throw new Torn();
    const staleBy = effect?.kind === "stale-read" ? effect.milliseconds : 0;
    const handled = await tenant.handle(service, request, staleBy);
    ({ response: result, parts } = handled);
    await held(handled.latency, closing);
  } catch (error) {
    // A client that has gone away needs no answer; it has not come so far as to be let in.
    if (message.destroyed && !message.complete) return;
    if (error instanceof Torn || strike.effect?.kind === "reset") {
      admission?.leave();
      response.destroy();
      record(0);
      return;
    }
    if (!(error instanceof SandboxError)) report(error);
    // A fault hits a request also when that would have been refused anyway.
    result = errorResponse(service, refusal ?? asRefusal(error, method, wholePath), { headers });
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
