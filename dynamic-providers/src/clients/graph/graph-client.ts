import type { DeletedUser, EntraUser, GraphClient, GraphOperation, SubscribedSku } from "./graph";
import { decodeGraphBatch, encodeGraphBatch, GRAPH_BATCH_SIZE } from "./graph-batch";
import { executeOnGraph } from "./graph-execution";
import { userFilters } from "./graph-queries";
import { deletedUserOf, entraUserOf, subscribedSkuOf, USER_QUERY, verifiedDomainsOf } from "./graph-rows";
import { type Answer, isSuccess } from "../http/http";
import type { Outcome } from "../outcome";
import type { LastAnswer } from "../http/repeat";
import { page } from "../http/rows";
import type { Call, Codec, Service } from "../http/service";
import { SharedRead, SharedReads } from "../http/shared-reads";
import type { Clock } from "../tenant";

const VERSION = "/v1.0";
/** An account is not known to all of Entra's servers at once. */
const NEW_MS = 2 * 60_000;

/** {@link GraphClient} over Microsoft Graph v1.0. */
export class RestGraphClient implements GraphClient {
  readonly #byName: SharedReads<EntraUser>;
  readonly #byId: SharedReads<EntraUser>;
  readonly #guests: SharedReads<EntraUser>;
  readonly #deleted: SharedRead<readonly DeletedUser[]>;
  readonly #skus: SharedRead<readonly SubscribedSku[]>;
  readonly #domains: SharedRead<readonly string[]>;
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
    this.#guests = new SharedReads((addresses) => this.#readGuests(addresses), clock);
    this.#deleted = new SharedRead(() => this.#readDeleted(), clock);
    this.#skus = new SharedRead(() => this.#readSkus(), clock);
    this.#domains = new SharedRead(() => this.#readDomains(), clock);
  }

  usersByPrincipalName(names: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    return this.#byName.get(names.map((name) => name.toLowerCase()));
  }

  usersByObjectId(objectIds: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    return this.#byId.get(objectIds.map((id) => id.toLowerCase()));
  }

  guestsByMail(addresses: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    return this.#guests.get(addresses.map((address) => address.toLowerCase()));
  }

  deletedUsers(): Promise<readonly DeletedUser[]> {
    return this.#deleted.get();
  }

  subscribedSkus(): Promise<readonly SubscribedSku[]> {
    return this.#skus.get();
  }

  verifiedDomains(): Promise<readonly string[]> {
    return this.#domains.get();
  }

  async execute(operations: readonly GraphOperation[]): Promise<readonly Outcome<string>[]> {
    if (operations.length === 0) return [];
    try {
      const until = this.service.deadline();
      const outcomes = await executeOnGraph(operations, {
        send: (calls) => this.#batched(calls, until),
        directLicenses: (objectIds) => this.#directLicenses(objectIds, until),
        errorOf: (last, operation) => this.service.errorOf(last, operation),
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
    this.#guests.forget();
    this.#deleted.forget();
  }

  async #directLicenses(
    objectIds: readonly string[],
    until: number,
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const users = await this.#readById(objectIds, until);
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

  async #readById(objectIds: readonly string[], until?: number): Promise<ReadonlyMap<string, EntraUser>> {
    const users = await this.#readUsers(userFilters("id", objectIds), "look up object ids", until);
    return new Map(users.map((user) => [user.objectId, user]));
  }

  async #readGuests(addresses: readonly string[]): Promise<ReadonlyMap<string, EntraUser>> {
    const users = await this.#readUsers(userFilters("mail", addresses), "look up mail addresses");
    const guests = users.filter((user) => user.userType === "Guest");
    return new Map(guests.map((user) => [(user.mail ?? "").toLowerCase(), user]));
  }

  /** One GET for a few people, JSON batches for many. */
  async #readUsers(
    filters: readonly string[],
    label: string,
    until: number = this.service.deadline(),
  ): Promise<EntraUser[]> {
    const calls = filters.map((filter): Call => ({
      kind: "read",
      method: "GET",
      path: `/users?${USER_QUERY}&${filter}`,
      label,
    }));
    const [only] = calls;
    if (only !== undefined && calls.length === 1) {
      const answer = await this.service.send({ ...only, path: VERSION + only.path }, until);
      return this.#allPages(answer, only, until);
    }
    const answers = await this.#batched(calls, until);
    const users: EntraUser[] = [];
    for (const [index, call] of calls.entries()) {
      const last = answers[index];
      if (last === undefined || !isSuccess(last.answer)) throw this.service.errorOf(last, call);
      users.push(...(await this.#allPages(last.answer, call, until)));
    }
    return users;
  }

  async #allPages(first: Answer, call: Call, until: number): Promise<EntraUser[]> {
    const users: EntraUser[] = [];
    let read = page(first.body);
    for (;;) {
      users.push(...read.rows.map(entraUserOf));
      if (read.nextLink === undefined) return users;
      const next = await this.service.send({ ...call, path: read.nextLink }, until);
      read = page(next.body);
    }
  }

  async #readDeleted(): Promise<readonly DeletedUser[]> {
    const users: DeletedUser[] = [];
    const until = this.service.deadline();
    let path: string | undefined =
      `${VERSION}/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime`;
    while (path !== undefined) {
      const answer = await this.service.send(
        { kind: "read", method: "GET", path, label: "read the deleted users" },
        until,
      );
      const read = page(answer.body);
      users.push(...read.rows.map(deletedUserOf));
      path = read.nextLink;
    }
    return users;
  }

  async #readSkus(): Promise<readonly SubscribedSku[]> {
    const answer = await this.service.send({
      kind: "read",
      method: "GET",
      path: `${VERSION}/subscribedSkus?$select=skuId,skuPartNumber,capabilityStatus,prepaidUnits,consumedUnits,servicePlans`,
      label: "read the tenant's licences",
    });
    return page(answer.body).rows.map(subscribedSkuOf);
  }

  async #readDomains(): Promise<readonly string[]> {
    const answer = await this.service.send({
      kind: "read",
      method: "GET",
      path: `${VERSION}/organization?$select=verifiedDomains`,
      label: "read the tenant's domains",
    });
    return page(answer.body).rows.flatMap(verifiedDomainsOf);
  }

  #batched(calls: readonly Call[], until: number): Promise<readonly LastAnswer[]> {
    return this.service.sendAll(calls, BATCHES, {
      until,
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

/** Calls in JSON batches, each answered by itself. Their paths are without the version. */
const BATCHES: Codec = {
  batchSize: GRAPH_BATCH_SIZE,
  encode: (calls) => ({
    method: "POST",
    path: `${VERSION}/$batch`,
    body: encodeGraphBatch(calls.map(({ method, path, body }) => ({ method, url: path, body }))),
  }),
  decode: ({ body }, count) => decodeGraphBatch(body, count),
};
