/** What runs in the provider process, and whether the deployment has been cancelled. */
export class Cancellation {
  readonly #controller = new AbortController();
  #running = 0;
  #exit: (() => void) | undefined;

  /** Aborted once the deployment is cancelled. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends all waiting. What runs comes to its end, with an error and the state of what was done. */
  cancel(): void {
    this.#controller.abort();
  }

  /** Cancels, and calls `exit` when nothing runs any more, at once when nothing does or when it is called again. */
  end(exit: () => void): void {
    const isAgain = this.#exit !== undefined;
    this.#exit = exit;
    this.cancel();
    if (isAgain || this.#running === 0) exit();
  }

  /** Runs an operation, for whose result the end of the process waits. */
  async run<T>(operation: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await operation();
    } finally {
      this.#running -= 1;
      const exit = this.#exit;
      // The result is on its way to the engine.
      if (this.#running === 0 && exit !== undefined) setTimeout(exit, 100);
    }
  }
}
