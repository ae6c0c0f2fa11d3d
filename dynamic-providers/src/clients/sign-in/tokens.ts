import type { Clock } from "../tenant";

/** What @azure/identity's credentials offer, as far as it is needed here. */
export interface Credential {
  getToken(
    scope: string,
    options?: { claims?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
  /** Settled when it has learnt the authority's addresses, which may be before it gives its first token. Default: then. */
  readonly knowsAuthority?: Promise<void>;
}

/** A token is renewed this long before it expires, or at half of its life if that is later. */
const AHEAD_MS = 5 * 60_000;

interface Token {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly renewAt: number;
}

interface Acquisition {
  readonly claims: string | undefined;
  readonly made: Promise<Token>;
}

/** One token for each scope, shared by all who ask, and renewed before it expires. */
export class Tokens {
  readonly #acquisitions = new Map<string, Acquisition>();
  #credential: Promise<Credential> | undefined;
  /** Settled once the credential can be asked for more than one token at a time. */
  #first: Promise<unknown> | undefined;

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
    const known = this.#acquisitions.get(scope);
    if (known !== undefined) {
      const { token, renewAt } = await known.made;
      if (this.clock.now() < renewAt) return token;
      this.#forget(scope, known);
    }
    return (await this.#acquire(scope)).token;
  }

  /**
   * Another token after a service rejected one. Everybody whose request was rejected with the same token gets
   * the same new one; one that was acquired without the claims that are demanded now is no such token.
   *
   * @param claims what the service demands of the new token (continuous access evaluation)
   */
  async renewed(scope: string, rejected: string, claims?: string): Promise<string> {
    const known = this.#acquisitions.get(scope);
    if (known !== undefined && (await this.#isRejected(known, rejected, claims))) {
      // Asked for claims, a credential gives no token that it remembers; else only a new one does not.
      if (claims === undefined) this.#disconnect();
      this.#forget(scope, known);
    }
    return (await this.#acquire(scope, claims)).token;
  }

  async #isRejected(known: Acquisition, rejected: string, claims: string | undefined): Promise<boolean> {
    if (claims !== undefined && known.claims !== claims) return true;
    return (await known.made).token === rejected;
  }

  #acquire(scope: string, claims?: string): Promise<Token> {
    const running = this.#acquisitions.get(scope);
    if (running !== undefined && (claims === undefined || running.claims === claims)) return running.made;
    const acquisition = { claims, made: this.#request(scope, claims) };
    this.#acquisitions.set(scope, acquisition);
    // A failure is told to those who wait for it and not remembered.
    acquisition.made.catch(() => {
      this.#forget(scope, acquisition);
    });
    return acquisition.made;
  }

  async #request(scope: string, claims: string | undefined): Promise<Token> {
    try {
      const credential = await (this.#credential ??= this.connect());
      const made = await this.#inTurn(credential, () =>
        credential.getToken(scope, claims === undefined ? {} : { claims }),
      );
      if (made === null) throw new Error("The credential gave no token.");
      const now = this.clock.now();
      const life = made.expiresOnTimestamp - now;
      return { token: made.token, renewAt: now + Math.max(life - AHEAD_MS, life / 2) };
    } catch (error) {
      this.#disconnect();
      throw await this.explain(error, scope);
    }
  }

  /** The first question goes alone until the credential has learnt the authority's addresses in it, once for all others. */
  async #inTurn<T>({ knowsAuthority }: Credential, ask: () => Promise<T>): Promise<T> {
    if (this.#first === undefined) {
      const asked = ask();
      const ended = asked.catch(() => undefined);
      this.#first = knowsAuthority === undefined ? ended : Promise.race([knowsAuthority, ended]);
      return asked;
    }
    await this.#first;
    return ask();
  }

  #disconnect(): void {
    this.#credential = undefined;
    this.#first = undefined;
  }

  #forget(scope: string, acquisition: Acquisition): void {
    if (this.#acquisitions.get(scope) === acquisition) this.#acquisitions.delete(scope);
  }
}
