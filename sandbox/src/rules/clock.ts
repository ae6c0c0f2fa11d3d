/** The sandbox's time: the real one plus what tests have stepped it forward. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  advance(milliseconds: number): void;
}

/** The system clock with an offset that grows until it is reset. */
export class SteppedClock implements SandboxClock {
  #offset: number;

  /** `offset`: milliseconds ahead of the system clock, default 0. */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  /** Milliseconds this clock is ahead of the system's. */
  get offset(): number {
    return this.#offset;
  }

  now(): number {
    return Date.now() + this.#offset;
  }

  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new RangeError(`The sandbox's clock only goes forward; it cannot advance by ${milliseconds} ms.`);
    }
    this.#offset += milliseconds;
  }

  /** Back to the system's time. */
  reset(): void {
    this.#offset = 0;
  }
}
