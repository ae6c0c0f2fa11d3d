/** Milliseconds: how finely amounts are kept apart. */
const slotLength = 1000;

/** What has come together within the last so many milliseconds. */
export class SlidingWindow {
  readonly #length: number;
  /** Oldest first. */
  #slots: { readonly start: number; amount: number }[] = [];
  #sum = 0;

  constructor(length: number) {
    this.#length = length;
  }

  add(now: number, amount: number): void {
    this.#forget(now);
    const start = Math.floor(now / slotLength) * slotLength;
    const last = this.#slots.at(-1);
    if (last?.start === start) last.amount += amount;
    else this.#slots.push({ start, amount });
    this.#sum += amount;
  }

  sum(now: number): number {
    this.#forget(now);
    return this.#sum;
  }

  /** Milliseconds until the sum is below `limit`, if nothing is added. */
  untilBelow(limit: number, now: number): number {
    this.#forget(now);
    let rest = this.#sum;
    for (const { start, amount } of this.#slots) {
      if (rest < limit) break;
      rest -= amount;
      if (rest < limit) return start + slotLength + this.#length - now;
    }
    return 0;
  }

  /** A slot counts until the last moment that can be in it has left the window. */
  #forget(now: number): void {
    let gone = 0;
    for (const { start, amount } of this.#slots) {
      if (start + slotLength + this.#length > now) break;
      this.#sum -= amount;
      gone += 1;
    }
    if (gone > 0) this.#slots = this.#slots.slice(gone);
  }
}
