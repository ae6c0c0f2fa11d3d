import type { Answer } from "./http";
import { throttlePause } from "./retry-policy";
import type { Clock } from "../tenant";

/** Requests in flight where a service has not said how many it likes; Graph and the admin API never say. */
const UNADVISED_LIMIT = 8;
/** Dataverse refuses more concurrent requests of one user (service protection limits). */
const HIGHEST_LIMIT = 52;
/** Deployments that were held back together do not all come back in the same moment. */
const SPREAD_MS = 500;

/** A request that was not sent, since its turn would have come too late. */
export class TooLate extends Error {
  /** @param because the answer that asks everybody to wait, if that is why */
  constructor(readonly because: Answer | undefined) {
    super("The request was not sent: there was no time left for it.");
    this.name = "TooLate";
  }
}

interface Waiting {
  /** Milliseconds since the epoch. */
  readonly until: number;
  admit(): void;
  refuse(error: unknown): void;
}

/**
 * The one door to a service. When the service asks one request to wait, all wait: the limits count per user,
 * and going on pushing makes the wait grow (Dataverse service protection limits). Afterwards one request goes,
 * and with each good answer one more at a time, up to half of what it was; from there one more after each stretch
 * without a refusal.
 */
export class ThrottleGate {
  #limit = UNADVISED_LIMIT;
  #ceiling = UNADVISED_LIMIT;
  /** How many of the limit are used by now; grows after a pause. */
  #opened = UNADVISED_LIMIT;
  #wasThrottled = false;
  #active = 0;
  #answeredSinceChange = 0;
  /** Answers one after another that asked to wait. */
  #refusals = 0;
  #pause: { readonly until: number; readonly because: Answer } | undefined;
  #isSleeping = false;
  readonly #waiting: Waiting[] = [];

  /**
   * @param random 0 ≤ x < 1
   * @param name of the service, for whoever is cancelled while waiting
   */
  constructor(
    private readonly clock: Clock,
    private readonly random: () => number = Math.random,
    private readonly name = "the service",
  ) {}

  /** How many requests may be in flight. */
  get limit(): number {
    return this.#limit;
  }

  /** For how many more milliseconds everybody is held back. */
  get remainingPause(): number {
    return Math.max(0, (this.#pause?.until ?? 0) - this.clock.now());
  }

  /**
   * Sends a request when its turn comes.
   *
   * @param until milliseconds since the epoch, after which it is not sent any more
   * @param request gives all answers that it brought, of which each can ask to wait
   * @throws TooLate when its turn would come after that, Cancelled when the deployment is cancelled while the
   *   service asks to wait.
   */
  async run<Answers extends readonly Answer[]>(
    until: number,
    request: () => Promise<Answers>,
  ): Promise<Answers> {
    await new Promise<void>((admit, refuse) => {
      this.#waiting.push({ until, admit, refuse });
      this.#next();
    });
    try {
      const answers = await request();
      this.#heed(answers);
      return answers;
    } finally {
      // Nobody else is let in before the answers have been heeded.
      this.#active -= 1;
      this.#next();
    }
  }

  #heed(answers: readonly Answer[]): void {
    for (const { headers } of answers) {
      // The parallelism that the service recommends (Dataverse: "Send parallel requests").
      const hint = Math.floor(Number(headers["x-ms-dop-hint"]));
      if (hint >= 1) this.#follow(hint);
    }
    const now = this.clock.now();
    const pauses = answers.flatMap((answer) => {
      const pause = throttlePause(answer, this.#refusals + 1, this.random(), now);
      return pause === undefined ? [] : [{ until: now + pause, because: answer }];
    });
    const [longest] = pauses.sort((left, right) => right.until - left.until);
    if (longest === undefined) this.#advance();
    else this.#holdBack(longest, now);
  }

  #holdBack(pause: { until: number; because: Answer }, now: number): void {
    // Answers to requests that were on their way together are one refusal.
    if (this.#pause === undefined || this.#pause.until <= now) {
      this.#refusals += 1;
      this.#wasThrottled = true;
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#answeredSinceChange = 0;
    }
    this.#opened = 1;
    if (pause.until > (this.#pause?.until ?? -Infinity)) this.#pause = pause;
  }

  #advance(): void {
    this.#refusals = 0;
    this.#opened = Math.min(this.#opened + 1, this.#limit);
    this.#answeredSinceChange += 1;
    // Only a refusal takes it below: each step up again is to prove itself.
    if (this.#limit < this.#ceiling && this.#answeredSinceChange >= 5 * this.#limit) {
      this.#limit += 1;
      this.#answeredSinceChange = 0;
    }
  }

  #follow(hint: number): void {
    this.#ceiling = Math.min(hint, HIGHEST_LIMIT);
    this.#limit = this.#wasThrottled ? Math.min(this.#limit, this.#ceiling) : this.#ceiling;
    this.#opened = this.#wasThrottled ? Math.min(this.#opened, this.#limit) : this.#limit;
  }

  /** Lets in as many as may go now, the longest waiting first. */
  #next(): void {
    const now = this.clock.now();
    this.#refuseLate(now);
    if (this.#isSleeping || this.#waiting.length === 0) return;
    const pause = this.remainingPause;
    if (pause > 0) {
      void this.#outlast(pause);
      return;
    }
    while (this.#active < this.#opened) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#active += 1;
      next.admit();
    }
  }

  /** Whoever cannot be sent in time hears of it at once. */
  #refuseLate(now: number): void {
    const pause = this.remainingPause > 0 ? this.#pause : undefined;
    const next = pause?.until ?? now;
    for (const late of this.#waiting.filter(({ until }) => until < next)) {
      this.#waiting.splice(this.#waiting.indexOf(late), 1);
      late.refuse(new TooLate(pause?.because));
    }
  }

  async #outlast(pause: number): Promise<void> {
    this.#isSleeping = true;
    try {
      await this.clock.sleep(
        pause + Math.floor(this.random() * SPREAD_MS),
        `${this.name}, which asks to wait ${String(Math.ceil(pause / 1_000))} s`,
      );
    } catch (error) {
      for (const waiting of this.#waiting.splice(0)) waiting.refuse(error);
    } finally {
      this.#isSleeping = false;
    }
    this.#next();
  }
}
