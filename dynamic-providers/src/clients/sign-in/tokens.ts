import type { Clock } from "../tenant";

/** What @azure/identity's credentials offer, as far as it is needed here. */
export interface Credential {
  getToken(
    scope: string,
    options?: { claims?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** A token is renewed this long before it expires, or at half of its life if that is later. */
const AHEAD_MS = 5 * 60_000;

interface Entry {
  readonly token: string;
  readonly renewAt: number;
}

/** One token for each scope, shared by all who ask, and renewed before it expires. */
export class Tokens {
  readonly #entries = new Map<string, Promise<Entry>>();
  #credential: Promise<Credential> | undefined;

  /**
   * @param connect makes the credential; called again after a token was rejected, since credentials remember
   *   tokens too
   * @param explain turns what a credential throws into the error to show
   */
  constructor(
    private readonly connect: () => Promise<Credential>,
    private readonly clock: Clock,
    private readonly explain: (error: unknown, scope: string) => Promise<Error>,
  ) {}

  /** @throws what `explain` made of the failure. */
  async get(scope: string): Promise<string> {
    const known = this.#entries.get(scope);
    if (known !== undefined) {
      const { token, renewAt } = await known;
      if (this.clock.now() < renewAt) return token;
      this.#forget(scope, known);
    }
    return this.#acquire(scope);
  }

  /**
   * Another token after a service rejected one. Everybody whose request was rejected with the same token gets
   * the same new one.
   *
   * @param claims what the service demands of the new token (continuous access evaluation)
   */
  async renewed(scope: string, rejected: string, claims?: string): Promise<string> {
    const known = this.#entries.get(scope);
    if (known !== undefined && (await known).token === rejected) {
      this.#credential = undefined;
      this.#forget(scope, known);
    }
    return this.#acquire(scope, claims);
  }

  #acquire(scope: string, claims?: string): Promise<string> {
    const running = this.#entries.get(scope);
    if (running !== undefined) return running.then(({ token }) => token);
    const entry = this.#request(scope, claims);
    this.#entries.set(scope, entry);
    // A failure is told to those who wait for it and not remembered.
    entry.catch(() => {
      this.#forget(scope, entry);
    });
    return entry.then(({ token }) => token);
  }

  async #request(scope: string, claims: string | undefined): Promise<Entry> {
    try {
      const credential = await (this.#credential ??= this.connect());
      const made = await credential.getToken(scope, claims === undefined ? {} : { claims });
      if (made === null) throw new Error("The credential gave no token.");
      const now = this.clock.now();
      const life = made.expiresOnTimestamp - now;
      return { token: made.token, renewAt: now + Math.max(life - AHEAD_MS, life / 2) };
    } catch (error) {
      this.#credential = undefined;
      throw await this.explain(error, scope);
    }
  }

  #forget(scope: string, entry: Promise<Entry>): void {
    if (this.#entries.get(scope) === entry) this.#entries.delete(scope);
  }
}
