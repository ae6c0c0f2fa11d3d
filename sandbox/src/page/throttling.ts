import type { LoggedRequest } from "../http/request-log";

/** How often a service has answered 429 among the requests that are remembered. */
export interface Throttled {
  readonly service: string;
  readonly count: number;
  /** ISO 8601, of the last one. */
  readonly last: string;
}

export function throttledOf(entries: readonly LoggedRequest[]): Throttled[] {
  const services = new Map<string, Throttled>();
  for (const { service, status, parts, time } of entries) {
    const answers = [status, ...parts.map((part) => part.status)];
    const count = answers.filter((answer) => answer === 429).length;
    if (count === 0) continue;
    services.set(service, { service, count: (services.get(service)?.count ?? 0) + count, last: time });
  }
  return [...services.values()];
}
