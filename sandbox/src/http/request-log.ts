import type { Service } from "./types";

export interface LoggedRequest {
  /** ISO 8601, system time. */
  readonly time: string;
  readonly service: Service;
  readonly method: string;
  /** Below the service's base, with the query. Never a body or a header: they hold secrets. */
  readonly target: string;
  /** Of the answer that was made; 0 when a fault kept the request from being applied and answered. */
  status: number;
  /** Milliseconds from the whole request to its answer. */
  duration: number;
  /** What a batch was made of. */
  readonly parts: LoggedPart[];
  /** Kind and id of the faults that hit it, e.g. `lose-answer (fault-1)`. */
  readonly fault?: string;
}

export interface LoggedPart {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Kind and id of the faults that hit this part. */
  readonly fault?: string;
}

/** The last requests, and how many there were since the last `clear`. */
export class RequestLog {
  readonly #limit: number;
  #entries: LoggedRequest[] = [];
  #counters: Record<string, number> = {};
  readonly #listeners: ((entry: LoggedRequest) => void)[] = [];

  /** `limit`: how many requests are remembered, default 500. */
  constructor(limit = 500) {
    this.#limit = limit;
  }

  /** Oldest first. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Requests by service and method (`graph GET`); parts of batches apart (`graph GET in batch`). */
  get counters(): Readonly<Record<string, number>> {
    return this.#counters;
  }

  /** Calls `listener` with each request from now on; for counting more than is remembered. */
  onAdd(listener: (entry: LoggedRequest) => void): void {
    this.#listeners.push(listener);
  }

  add(entry: LoggedRequest): void {
    for (const listener of this.#listeners) listener(entry);
    this.#entries.push(entry);
    if (this.#entries.length > this.#limit) this.#entries.shift();
    this.#count(`${entry.service} ${entry.method}`);
    for (const part of entry.parts) this.#count(`${entry.service} ${part.method} in batch`);
  }

  clear(): void {
    this.#entries = [];
    this.#counters = {};
  }

  #count(key: string): void {
    this.#counters[key] = (this.#counters[key] ?? 0) + 1;
  }
}
