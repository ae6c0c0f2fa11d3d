import type { Tenant } from "../../clients/tenant";

/** Steps that are over sooner need no words; longer ones get a line as often. */
const INTERVAL_MS = 5_000;

/** Tells the person at the deployment how far long steps are. */
export class Progress {
  #lastAt: number;

  constructor(private readonly tenant: Tenant) {
    this.#lastAt = tenant.clock.now();
  }

  /** @param say - is called only when a line is due. */
  report(say: () => string): void {
    const now = this.tenant.clock.now();
    if (now - this.#lastAt < INTERVAL_MS) return;
    this.#lastAt = now;
    this.tenant.log(say());
  }
}
