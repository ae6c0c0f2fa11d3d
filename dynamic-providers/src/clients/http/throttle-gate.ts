import type { Clock } from "../tenant";

/** Requests in flight before a service has said how many it likes. */
const FIRST_LIMIT = 4;
/** Dataverse refuses more concurrent requests of one user (service protection limits). */
const HIGHEST_LIMIT = 52;
/** After a pause, requests start again within this time and not all at once. */
const SPREAD_MS = 500;

/**
 * The one door to a service. When the service asks one request to wait, all wait: the limits count per user,
 * and going on pushing makes the wait grow (Dataverse service protection limits). Half as many requests go
 * at a time afterwards, and one more again after each stretch without a refusal.
 */
export class ThrottleGate {
  #limit = FIRST_LIMIT;
  #ceiling = FIRST_LIMIT;
  #wasThrottled = false;
  #active = 0;
  #answeredSinceChange = 0;
  #pausedUntil = -Infinity;
  readonly #waiting: (() => void)[] = [];

  /** @param random 0 ≤ x < 1 */
  constructor(
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
  ) {}

  /** How many requests may be in flight. */
  get limit(): number {
    return this.#limit;
  }

  async run<T>(request: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await request();
    } finally {
      this.#active -= 1;
      this.#countAnswer();
      this.#wake();
    }
  }

  /** Holds back every request that has not been sent. */
  pause(milliseconds: number): void {
    const now = this.clock.now();
    if (this.#pausedUntil <= now) {
      this.#wasThrottled = true;
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#answeredSinceChange = 0;
    }
    this.#pausedUntil = Math.max(this.#pausedUntil, now + milliseconds);
  }

  /** The parallelism that the service recommends (`x-ms-dop-hint`). */
  hint(parallelism: number): void {
    if (!Number.isInteger(parallelism) || parallelism < 1) return;
    this.#ceiling = Math.min(parallelism, HIGHEST_LIMIT);
    this.#limit = this.#wasThrottled ? Math.min(this.#limit, this.#ceiling) : this.#ceiling;
    this.#wake();
  }

  async #enter(): Promise<void> {
    for (;;) {
      const pause = this.#pausedUntil - this.clock.now();
      if (pause > 0) {
        await this.clock.sleep(pause + Math.floor(this.random() * SPREAD_MS));
      } else if (this.#active < this.#limit) {
        this.#active += 1;
        return;
      } else {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      }
    }
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0, Math.max(0, this.#limit - this.#active))) resume();
  }

  #countAnswer(): void {
    this.#answeredSinceChange += 1;
    if (this.#limit < this.#ceiling && this.#answeredSinceChange >= 5 * this.#limit) {
      this.#limit += 1;
      this.#answeredSinceChange = 0;
    }
  }
}
