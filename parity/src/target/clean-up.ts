/** What clean-up has left. */
export interface CleanedUp {
  /** What could not be removed, with the reason. Somebody must look at it. */
  readonly leftovers: readonly string[];
  /** What the service keeps by its own rules, harmless: rows of users who are gone. */
  readonly kept: readonly string[];
}

/** Removes one thing. Returns what the service keeps of it; throws when it is still there. */
export type Removal = () => Promise<readonly string[]>;

/** What a run has made, removed last in, first out, however the run ends. */
export class CleanUp {
  readonly #things: { readonly what: string; readonly remove: Removal }[] = [];

  /** To be called before the thing is made: an answer that is lost may still have made it. */
  add(what: string, remove: Removal): void {
    this.#things.push({ what, remove });
  }

  /** Tries everything, also after failures. A second call has nothing left to do. */
  async run(): Promise<CleanedUp> {
    const leftovers: string[] = [];
    const kept: string[] = [];
    for (let thing = this.#things.pop(); thing !== undefined; thing = this.#things.pop()) {
      try {
        kept.push(...(await thing.remove()));
      } catch (error) {
        leftovers.push(`${thing.what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return { leftovers, kept };
  }
}
