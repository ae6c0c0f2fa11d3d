import type { Clock } from "../clients/tenant";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only when it is told to, so that tests of waiting take no time. */
export class ManualClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];
  /** What was slept for, in order. */
  readonly sleeps: number[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    return new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + milliseconds, wake });
    });
  }

  /** Moves on, waking everybody whose time has come, in their order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.at;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      next.wake();
      await settled();
    }
    this.#now = end;
  }

  /** What a promise comes to while time passes as fast as it can. */
  async whenDone<T>(promise: Promise<T>): Promise<T> {
    const state = { isDone: false };
    const outcome = promise.finally(() => {
      state.isDone = true;
    });
    // Whoever waits for the outcome hears of a failure.
    outcome.catch(() => undefined);
    await settled();
    while (!state.isDone) {
      const next = this.#next(Infinity);
      if (next !== undefined) await this.advance(next.at - this.#now);
      await settled();
    }
    return outcome;
  }

  #next(end: number): Sleeper | undefined {
    return this.#sleepers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
  }
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
