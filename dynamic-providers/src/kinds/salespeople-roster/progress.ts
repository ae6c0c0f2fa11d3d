import type { Tenant } from "../../clients/tenant";
import { people } from "./names";

/** Steps that are over sooner need no words; longer ones get a line as often. */
const INTERVAL_MS = 5_000;

/** How far a step is. */
export interface Stage {
  /** For the person at the deployment, e.g. `Making accounts`. */
  readonly doing: string;
  /** People for whom the step is over. */
  readonly done: number;
  readonly all: number;
  /** What those who are left wait on, e.g. `waiting for Microsoft Graph`. */
  readonly waiting: string;
}

/** Tells the person at the deployment how far long steps are, in people. */
export class Progress {
  #lastAt: number;

  constructor(private readonly tenant: Tenant) {
    this.#lastAt = tenant.clock.now();
  }

  /** @param stage - is called only when a line is due. */
  report(stage: () => Stage): void {
    const now = this.tenant.clock.now();
    if (now - this.#lastAt < INTERVAL_MS) return;
    this.#lastAt = now;
    const { doing, done, all, waiting } = stage();
    const rest = done < all ? `; ${waiting}` : "";
    this.tenant.log(`${doing}: ${String(done)} of ${people(all)} done${rest}.`);
  }
}
