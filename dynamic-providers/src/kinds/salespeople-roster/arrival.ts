import pLimit from "p-limit";
import { Cancelled } from "../../clients/cancelled";
import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser } from "../../clients/graph/graph";
import type { Environment } from "../../clients/power-platform/power-platform";
import { ServiceError } from "../../clients/http/service-error";
import type { Tenant } from "../../clients/tenant";
import { causeOf } from "../environment-user/cause";
import type { Problem } from "../../problems";
import { people } from "./names";
import type { Progress } from "./progress";

/** Somebody to be brought into an environment. */
export interface Newcomer {
  readonly signInName: string;
  /** With the licences that were assigned a moment ago. */
  readonly account: EntraUser;
}

/** What became of one: the row, or why there is none. */
export type Arrival =
  | { readonly ok: true; readonly user: SystemUser }
  | { readonly ok: false; readonly failure: ServiceError | Problem };

/** There is no batch for adding users; the admin API takes this many requests at a time without throttling. */
const AT_A_TIME = 8;
/** Licences and rows take minutes to arrive. Who is still missing after ten in which nobody came does not come. */
const PATIENCE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** Licence not there yet: to the admin API, and to Dataverse (`CannotEnableUnlicensedUser`) on enabling. */
const NOT_LICENSED = new Set(["usernotlicensed", "0x8004d24c"]);

interface Waiting extends Newcomer {
  isAdded: boolean;
  isNotLicensed: boolean;
}

/** Where people are brought to. */
export interface Destination {
  readonly environment: Environment;
  readonly organizationUrl: string;
}

/**
 * Adds people to an environment by a forced sync of each, as they become ready; then waits for all rows with one query
 * a round, and enables those that are disabled.
 */
export class Arrivals {
  readonly #waiting = new Map<string, Waiting>();
  readonly #limit = pLimit(AT_A_TIME);
  #done = 0;

  /**
   * @param all how many will be added
   * @param tell is told at once what became of each
   */
  constructor(
    private readonly destination: Destination,
    private readonly tenant: Tenant,
    private readonly progress: Progress | undefined,
    private readonly all: number,
    private readonly tell: (newcomer: Newcomer, arrival: Arrival) => void,
  ) {}

  /** Adds people, while others are still being made ready. */
  async add(newcomers: readonly Newcomer[]): Promise<void> {
    const expected = newcomers.map((one) => ({ ...one, isAdded: false, isNotLicensed: false }));
    for (const one of expected) this.#waiting.set(one.account.objectId, one);
    await this.#add(expected, this.all);
  }

  /**
   * Takes those of the added whose rows are there at once.
   *
   * @throws ServiceError when the rows cannot be read.
   */
  async receive(newcomers: readonly Newcomer[]): Promise<void> {
    await this.#receive(newcomers.flatMap(({ account }) => this.#waiting.get(account.objectId) ?? []));
  }

  /** Until it is settled with everybody who was added. */
  async complete(): Promise<void> {
    const { clock } = this.tenant;
    const { displayName } = this.destination.environment;
    let lastArrival = clock.now();
    let left = this.#waiting.size;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      for (const one of this.#waiting.values()) {
        // Nothing is on its way that could make a difference.
        if (one.isNotLicensed && one.account.licenses.length === 0) await this.#giveUp(one);
      }
      if (this.#waiting.size === 0) return;
      if (this.#waiting.size < left) lastArrival = clock.now();
      left = this.#waiting.size;
      if (clock.now() - lastArrival >= PATIENCE_MS) break;
      const done = this.all - left;
      this.progress?.report(() => ({
        doing: `Bringing people into ${displayName}`,
        ...{ done, all: this.all },
        waiting: "waiting for licences and users to arrive there",
      }));
      try {
        await clock.sleep(pause, `${people(this.#waiting.size)} to arrive in ${displayName}`);
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        const failure = { where: "", message: error.message, remedy: "" };
        for (const one of this.#waiting.values()) this.#settle(one, { ok: false, failure });
        return;
      }
      const again = [...this.#waiting.values()].filter((one) => !one.isAdded);
      this.#done = 0;
      await this.#add(again, again.length);
      await this.#receive([...this.#waiting.values()]);
    }
    for (const one of this.#waiting.values()) await this.#giveUp(one);
  }

  async #add(expected: readonly Waiting[], all: number): Promise<void> {
    // One that fails in an unforeseen way must not leave the others behind unawaited.
    const outcomes = await Promise.allSettled(
      expected.map((one) =>
        this.#limit(async () => {
          await this.#addOne(one);
          this.#done++;
          this.progress?.report(() => ({
            doing: `Adding people to ${this.destination.environment.displayName}`,
            ...{ done: this.#done, all },
            waiting: "waiting for Power Platform, which takes one person a request",
          }));
        }),
      ),
    );
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  }

  async #addOne(one: Waiting): Promise<void> {
    const { environment } = this.destination;
    try {
      await this.tenant.powerPlatform.addUser(environment.environmentId, one.account.objectId, {
        label: `add ${one.signInName} to ${environment.displayName}`,
        person: one.signInName,
      });
      one.isAdded = true;
      one.isNotLicensed = false;
    } catch (error) {
      this.#refused(one, error);
    }
  }

  /** Takes those whose rows are there, and enables the disabled ones among them. */
  async #receive(expected: readonly Waiting[]): Promise<void> {
    const added = expected.filter((one) => one.isAdded);
    if (added.length === 0) return;
    const dataverse = this.tenant.dataverse(this.destination.organizationUrl);
    const users = await dataverse.systemUsers(
      added.map((one) => one.account.objectId),
      { fresh: true },
    );
    const disabled: { readonly one: Waiting; readonly user: SystemUser }[] = [];
    for (const one of added) {
      const user = users.get(one.account.objectId);
      if (user?.disabled) disabled.push({ one, user });
      else if (user !== undefined) this.#settle(one, { ok: true, user });
    }
    const outcomes = await dataverse.execute(
      disabled.map(({ one, user: { systemUserId } }) => ({
        kind: "updateUser",
        systemUserId,
        change: { disabled: false },
        label: `enable ${one.signInName}`,
        person: one.signInName,
      })),
    );
    for (const [index, { one, user }] of disabled.entries()) {
      const outcome = outcomes[index];
      if (outcome?.ok) this.#settle(one, { ok: true, user: { ...user, disabled: false } });
      else this.#refused(one, outcome?.error);
    }
  }

  #refused(one: Waiting, error: unknown): void {
    if (!(error instanceof ServiceError)) throw error;
    if (!NOT_LICENSED.has(error.code.toLowerCase())) {
      this.#settle(one, { ok: false, failure: error });
      return;
    }
    one.isNotLicensed = true;
    // The next sync may enable the user.
    one.isAdded = false;
  }

  #settle(one: Waiting, arrival: Arrival): void {
    this.#waiting.delete(one.account.objectId);
    this.tell(one, arrival);
  }

  async #giveUp(one: Waiting): Promise<void> {
    const { account, signInName, isNotLicensed } = one;
    const skus = await this.tenant.graph.subscribedSkus();
    const failure = causeOf({
      signInName,
      account,
      environment: this.destination.environment,
      refusedForLicense: isNotLicensed,
      partNumbers: new Map(skus.map((sku) => [sku.skuId, sku.skuPartNumber])),
    });
    this.#settle(one, { ok: false, failure });
  }
}
