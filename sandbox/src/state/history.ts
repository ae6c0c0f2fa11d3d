import type { SandboxClock } from "../rules/clock";
import type { Change } from "./memory-store";

interface Past {
  /** On the sandbox's clock. */
  readonly time: number;
  readonly changes: readonly Change[];
}

/** What the last commits have replaced, to see the tenant as it was before them. */
export class History {
  readonly #clock: SandboxClock;
  readonly #limit: number;
  #pasts: Past[] = [];
  #size = 0;

  /** `limit`: how many changed rows are remembered, default 10 000. */
  constructor(clock: SandboxClock, limit = 10_000) {
    this.#clock = clock;
    this.#limit = limit;
  }

  add(changes: readonly Change[]): void {
    this.#pasts.push({ time: this.#clock.now(), changes });
    this.#size += changes.length;
    while (this.#size > this.#limit) this.#size -= this.#pasts.shift()?.changes.length ?? 0;
  }

  /**
   * The rows that have changed since `time`, newest first, each as it was before. What has been forgotten is not among
   * them: the past is then as old as it is remembered.
   */
  since(time: number): Change[] {
    const changes: Change[] = [];
    for (let index = this.#pasts.length - 1; index >= 0; index--) {
      const past = this.#pasts[index];
      if (past === undefined || past.time <= time) break;
      changes.push(...past.changes);
    }
    return changes;
  }

  clear(): void {
    this.#pasts = [];
    this.#size = 0;
  }
}
