/** A budget that is full at first and fills up again evenly. */
export class TokenBucket {
  #left: number | undefined;
  #filledAt = 0;

  /** How much of the budget is used, 0 to 1 and, of a limit that was lowered meanwhile, above. */
  used(capacity: number, period: number, now: number): number {
    return 1 - this.#fill(capacity, period, now) / capacity;
  }

  /**
   * Takes an amount out of a budget of `capacity` in `period` milliseconds. Returns 0, or for how many milliseconds
   * there will not be enough in it.
   */
  take(amount: number, capacity: number, period: number, now: number): number {
    const left = this.#fill(capacity, period, now);
    if (left < amount) return ((amount - left) * period) / capacity;
    this.#left = left - amount;
    return 0;
  }

  #fill(capacity: number, period: number, now: number): number {
    const added = this.#left === undefined ? capacity : ((now - this.#filledAt) * capacity) / period;
    // A clock that was set back takes nothing away.
    this.#left = Math.min(capacity, (this.#left ?? 0) + Math.max(0, added));
    this.#filledAt = now;
    return this.#left;
  }
}
