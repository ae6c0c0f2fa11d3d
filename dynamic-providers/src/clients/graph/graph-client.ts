import type { EntraUser, GraphClient, GraphOperation, SubscribedSku } from "./graph";
import { decodeGraphBatch, encodeGraphBatch, GRAPH_BATCH_SIZE } from "./graph-batch";
import { executeOnGraph } from "./graph-execution";
import { userFilters } from "./graph-queries";
import { entraUserOf, subscribedSkuOf, USER_QUERY } from "./graph-rows";
import type { Answer } from "../http/http";
import type { Outcome } from "../outcome";
import type { LastAnswer } from "../http/repeat";
import { page } from "../http/rows";
import { type Call, isSuccess, type Service } from "../http/service";
import { SharedRead, SharedReads } from "../http/shared-reads";
import type { Clock } from "../tenant";

const VERSION = "/v1.0";
/** An account is not known to all of Entra's servers at once. */
const NEW_MS = 2 * 60_000;

/** {@link GraphClient} over Microsoft Graph v1.0. */
export class RestGraphClient implements GraphClient {
  readonly #byName: SharedReads<EntraUser>;
  readonly #byId: SharedReads<EntraUser>;
  readonly #skus: SharedRead<readonly SubscribedSku[]>;
  /** Object id → when the account was made by this process. */
  readonly #made = new Map<string, number>();

  /** @param written is told of every write: rows in environments may change by it */
  constructor(
    private readonly service: Service,
    private readonly clock: Clock,
    private readonly written: () => void,
  ) {
    this.#byName = new SharedReads((names) => this.#readByName(names), clock);
    this.#byId = new SharedReads((ids) => this.#readById(ids), clock);
    this.#skus = new SharedRead(() => this.#readSkus(), clock);
  }

  usersByPrincipalName(names: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    return this.#byName.get(names.map((name) => name.toLowerCase()));
  }

  usersByObjectId(objectIds: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    return this.#byId.get(objectIds.map((id) => id.toLowerCase()));
  }

  subscribedSkus(): Promise<readonly SubscribedSku[]> {
    return this.#skus.get();
  }

  async execute(operations: readonly GraphOperation[]): Promise<readonly Outcome<string>[]> {
    if (operations.length === 0) return [];
    try {
      const outcomes = await executeOnGraph(operations, {
        send: (calls) => this.#batched(calls),
        directLicenses: (objectIds) => this.#directLicenses(objectIds),
        errorOf: (last, label) => this.service.errorOf(last, label),
      });
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.ok && operations[index]?.kind === "createUser")
          this.#made.set(outcome.value, this.clock.now());
      }
      return outcomes;
    } finally {
      this.forgetUsers();
      this.#skus.forget();
      this.written();
    }
  }

  /** Somebody wrote accounts, here or elsewhere. */
  forgetUsers(): void {
    this.#byName.forget();
    this.#byId.forget();
  }

  async #directLicenses(objectIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const users = await this.#readById(objectIds);
    return new Map(
      [...users.values()].map(({ objectId, licenses }) => [
        objectId,
        new Set(licenses.flatMap((license) => (license.assignedByGroup === undefined ? license.skuId : []))),
      ]),
    );
  }

  async #readByName(names: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    const users = await this.#readUsers(userFilters("userPrincipalName", names), "look up sign-in names");
    return new Map(users.map((user) => [user.userPrincipalName.toLowerCase(), user]));
  }

  async #readById(objectIds: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    const users = await this.#readUsers(userFilters("id", objectIds), "look up object ids");
    return new Map(users.map((user) => [user.objectId, user]));
  }

  /** One GET for a few people, JSON batches for many. */
  async #readUsers(filters: readonly string[], label: string): Promise<EntraUser[]> {
    const calls = filters.map((filter): Call => ({
      kind: "read",
      method: "GET",
      path: `/users?${USER_QUERY}&${filter}`,
      label,
    }));
    const [only] = calls;
    if (only !== undefined && calls.length === 1) {
      const answer = await this.service.send({ ...only, path: VERSION + only.path });
      return this.#allPages(answer, label);
    }
    const users: EntraUser[] = [];
    for (const last of await this.#batched(calls)) {
      if (!isSuccess(last.answer)) throw this.service.errorOf(last, label);
      users.push(...(await this.#allPages(last.answer, label)));
    }
    return users;
  }

  async #allPages(first: Answer, label: string): Promise<EntraUser[]> {
    const users: EntraUser[] = [];
    let read = page(first.body);
    for (;;) {
      users.push(...read.rows.map(entraUserOf));
      if (read.nextLink === undefined) return users;
      const next = await this.service.send({ kind: "read", method: "GET", path: read.nextLink, label });
      read = page(next.body);
    }
  }

  async #readSkus(): Promise<readonly SubscribedSku[]> {
    const answer = await this.service.send({
      kind: "read",
      method: "GET",
      path: `${VERSION}/subscribedSkus?$select=skuId,skuPartNumber,capabilityStatus,prepaidUnits,consumedUnits`,
      label: "read the tenant's licences",
    });
    return page(answer.body).rows.map(subscribedSkuOf);
  }

  /** Sends calls in JSON batches, each call answered by itself. Paths are without the version. */
  #batched(calls: readonly Call[]): Promise<readonly LastAnswer[]> {
    return this.service.sendAll(calls, {
      batchSize: GRAPH_BATCH_SIZE,
      exchange: async (some) => {
        const answer = await this.service.exchange({
          method: "POST",
          path: `${VERSION}/$batch`,
          body: encodeGraphBatch(some.map(({ method, path, body }) => ({ method, url: path, body }))),
        });
        return isSuccess(answer)
          ? decodeGraphBatch(answer.body, some.length)
          : some.map(() => ({ ...answer, ofBatch: true }));
      },
      isNotYet: (call, answer) => this.#isNotYetKnown(call, answer),
    });
  }

  /** Whether an account made here a moment ago is said not to exist. */
  #isNotYetKnown({ kind, path }: Call, answer: Answer): boolean {
    if (kind !== "assignLicense" && kind !== "setValues") return false;
    if (answer.ofBatch || answer.status !== 404) return false;
    const madeAt = this.#made.get(/^\/users\/([^/?]+)/.exec(path)?.[1] ?? "");
    return madeAt !== undefined && this.clock.now() - madeAt < NEW_MS;
  }
}
