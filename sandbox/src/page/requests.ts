import type { LoggedPart, LoggedRequest } from "../http/request-log";
import type { LogChoice } from "./query";

/** A request as the page lists it. */
export interface ListedRequest {
  /** ISO 8601. */
  readonly time: string;
  readonly service: string;
  readonly method: string;
  readonly target: string;
  /** 0 when a fault kept it from being answered. */
  readonly status: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Whether it, or a part of it, was refused or hit by a fault. */
  readonly isRefused: boolean;
  /** How many parts of a batch had which outcome, e.g. `35 × 204`; empty for a single request. */
  readonly outcomes: readonly string[];
  readonly parts: readonly LoggedPart[];
  /** Kind and id of the faults that hit it. */
  readonly fault: string | undefined;
}

/** The last requests of a choice, the latest first, at most `limit`. */
export function requestsOf(
  entries: readonly LoggedRequest[],
  choice: LogChoice,
  limit: number,
): ListedRequest[] {
  const found: ListedRequest[] = [];
  for (let index = entries.length - 1; index >= 0 && found.length < limit; index -= 1) {
    const entry = entries[index];
    if (entry === undefined) continue;
    const listed = listedRequest(entry);
    if (choice === "all" || (choice === "refused" ? listed.isRefused : isWrite(listed))) found.push(listed);
  }
  return found;
}

function listedRequest(entry: LoggedRequest): ListedRequest {
  const { time, service, method, target, status, duration, parts, fault } = entry;
  return {
    time,
    service,
    method,
    target: readable(target),
    status,
    duration,
    isRefused: [entry, ...parts].some((one) => one.status >= 400 || one.fault !== undefined),
    outcomes: outcomesOf(parts),
    parts,
    fault,
  };
}

/** A batch writes when a part of it does; a sign-in changes nothing. */
function isWrite({ service, method, parts }: ListedRequest): boolean {
  if (service === "entra") return false;
  const methods = parts.length > 0 ? parts.map((part) => part.method) : [method];
  return methods.some((one) => one !== "GET");
}

function outcomesOf(parts: readonly LoggedPart[]): string[] {
  const counts = new Map<number, number>();
  for (const { status } of parts) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} × ${status}`);
}

/** Percent-decoded, as people write queries; as it is when it cannot be decoded. */
function readable(target: string): string {
  try {
    return decodeURIComponent(target.replaceAll("+", " "));
  } catch {
    return target;
  }
}
