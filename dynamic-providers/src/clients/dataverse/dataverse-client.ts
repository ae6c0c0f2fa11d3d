import { randomUUID } from "node:crypto";
import type { DataverseClient, DataverseOperation, Role, SystemUser } from "./dataverse";
import { decodeBatch, encodeBatch } from "./dataverse-batch";
import { API, callOf, isDone, partOf } from "./dataverse-operations";
import { filterOption, objectIdFilters, READ_EVERYBODY_FROM } from "./dataverse-queries";
import { WebApiInstallationClient } from "./installation";
import type { PrivilegeOperation } from "./privileges";
import { STRONG, WebApiPrivilegesClient } from "./privileges-client";
import { moreRolesLink, ROLE_QUERY, roleOf, SYSTEM_USER_QUERY, systemUserOf } from "./dataverse-rows";
import type { Outcome } from "../outcome";
import type { LastAnswer } from "../http/repeat";
import { guid, optionalText, page, type Row, row, text } from "../http/rows";
import { type Call, isSuccess, type Service } from "../http/service";
import { SharedRead, SharedReads } from "../http/shared-reads";
import type { Clock } from "../tenant";

const PAGE = "odata.maxpagesize=5000";
/** The service takes 1000 (Web API: "Execute batch operations"); smaller ones are throttled less. */
const BATCH_SIZE = 100;
/** Longer addresses go into a batch: the service takes 32 kB, but proxies on the way often 8 kB only. */
const LONGEST_ADDRESS = 6_000;

/** The service may answer with permissions from before a write for 30 seconds (Web API: "Consistency" header). */
const ROLE_CACHE_MS = 45_000;

type BusinessUnit = Awaited<ReturnType<DataverseClient["businessUnits"]>>[number];
type WhoAmI = Awaited<ReturnType<DataverseClient["whoAmI"]>>;

/** {@link DataverseClient} over the Web API of one organization. */
export class WebApiDataverseClient implements DataverseClient {
  readonly #users: SharedReads<SystemUser>;
  readonly #nonInteractive: SharedRead<readonly SystemUser[]>;
  readonly #roles: SharedRead<readonly Role[]>;
  readonly #businessUnits: SharedRead<readonly BusinessUnit[]>;
  readonly #whoAmI: SharedRead<WhoAmI>;
  readonly privileges: WebApiPrivilegesClient;
  readonly installation: WebApiInstallationClient;
  #writtenAt = -Infinity;

  constructor(
    readonly organizationUrl: string,
    private readonly service: Service,
    private readonly clock: Clock,
  ) {
    this.#users = new SharedReads((ids, fresh) => this.#readUsers(ids, fresh), clock);
    this.#nonInteractive = new SharedRead(() => this.#readNonInteractive(), clock);
    this.#roles = new SharedRead(() => this.#readRoles(), clock);
    this.#businessUnits = new SharedRead(() => this.#readBusinessUnits(), clock);
    this.#whoAmI = new SharedRead(() => this.#readWhoAmI(), clock);
    const bodies = (paths: readonly string[], label: string) => this.#readBodies(paths, label);
    this.privileges = new WebApiPrivilegesClient(
      {
        rows: async (path, label) => (await this.#readQueries([path], label, STRONG))[0] ?? [],
        bodies,
        execute: (operations) => this.#execute(operations),
      },
      clock,
    );
    this.installation = new WebApiInstallationClient({ bodies }, clock);
  }

  whoAmI(): Promise<WhoAmI> {
    return this.#whoAmI.get();
  }

  systemUsers(
    objectIds: readonly string[],
    options: { fresh?: boolean } = {},
  ): Promise<ReadonlyMap<string, SystemUser>> {
    return this.#users.get(
      objectIds.map((id) => id.toLowerCase()),
      options.fresh,
    );
  }

  nonInteractiveUsers(): Promise<readonly SystemUser[]> {
    return this.#nonInteractive.get();
  }

  roles(): Promise<readonly Role[]> {
    return this.#roles.get();
  }

  businessUnits(): Promise<readonly BusinessUnit[]> {
    return this.#businessUnits.get();
  }

  execute(operations: readonly DataverseOperation[]): Promise<readonly Outcome<void>[]> {
    return this.#execute(operations);
  }

  async #execute(
    operations: readonly (DataverseOperation | PrivilegeOperation)[],
  ): Promise<readonly Outcome<void>[]> {
    if (operations.length === 0) return [];
    try {
      const last = await this.#batched(
        operations.map((operation) => callOf(operation, this.organizationUrl)),
      );
      return operations.map((operation, index) => this.#outcome(operation, last[index]));
    } finally {
      this.forgetUsers();
      this.privileges.forget();
      if (operations.some(({ kind }) => kind === "createRole" || kind === "deleteRole")) this.#roles.forget();
    }
  }

  /** Somebody wrote what users depend on, here or in another service. */
  forgetUsers(): void {
    this.#writtenAt = this.clock.now();
    this.#users.forget();
    this.#nonInteractive.forget();
  }

  async #readUsers(objectIds: readonly string[], fresh: boolean): Promise<ReadonlyMap<string, SystemUser>> {
    const isCacheOld = this.clock.now() - this.#writtenAt < ROLE_CACHE_MS;
    const headers: Record<string, string> = fresh || isCacheOld ? { consistency: "Strong" } : {};
    const filters =
      objectIds.length > READ_EVERYBODY_FROM
        ? [filterOption("azureactivedirectoryobjectid ne null")]
        : objectIdFilters(objectIds);
    const label =
      objectIds.length === 1 ? "read a system user" : `read ${String(objectIds.length)} system users`;
    const users = new Map<string, SystemUser>();
    for (const user of await this.#readUserRows(filters, label, headers)) {
      // A person can have a disabled row from before besides the one in use.
      if (users.get(user.objectId)?.disabled !== false) users.set(user.objectId, user);
    }
    return users;
  }

  async #readNonInteractive(): Promise<readonly SystemUser[]> {
    const filter = filterOption("accessmode eq 4 and isdisabled eq false");
    const users = await this.#readUserRows([filter], "count non-interactive users");
    return users.filter((user) => user.applicationId === undefined);
  }

  async #readUserRows(
    filters: readonly string[],
    label: string,
    headers: Record<string, string> = {},
  ): Promise<SystemUser[]> {
    const queries = filters.map((filter) => `${API}/systemusers?${SYSTEM_USER_QUERY}&${filter}`);
    const users = (await this.#readQueries(queries, label, headers)).flat();
    const links = users.flatMap((user) => moreRolesLink(user) ?? []);
    const more = await this.#readQueries(links, label, headers);
    const byLink = new Map(links.map((link, index) => [link, more[index]]));
    return users.map((user) => systemUserOf(user, byLink.get(moreRolesLink(user) ?? "")));
  }

  /** The rows of each query; one short query is a GET, any others go into batches. */
  async #readQueries(
    paths: readonly string[],
    label: string,
    headers: Record<string, string>,
  ): Promise<readonly (readonly Row[])[]> {
    const calls = paths.map((path): Call => ({
      kind: "read",
      method: "GET",
      path,
      headers: { prefer: PAGE, ...headers },
      label,
    }));
    const [only] = calls;
    if (only === undefined) return [];
    if (calls.length === 1 && only.path.length <= LONGEST_ADDRESS) return [await this.#readRows(only)];
    const last = await this.#batched(calls);
    return Promise.all(
      calls.map(async (call, index) => {
        const reply = last[index];
        if (reply === undefined || !isSuccess(reply.answer)) throw this.#errorOf(reply, label);
        const { rows, nextLink } = page(reply.answer.body);
        return nextLink === undefined
          ? rows
          : [...rows, ...(await this.#readRows({ ...call, path: nextLink }))];
      }),
    );
  }

  /** The bodies of the answers to several reads sent together; undefined for what does not exist. */
  async #readBodies(paths: readonly string[], label: string): Promise<readonly (string | undefined)[]> {
    if (paths.length === 0) return [];
    const last = await this.#batched(
      paths.map((path): Call => ({ kind: "read", method: "GET", path, headers: STRONG, label })),
    );
    return paths.map((_, index) => {
      const reply = last[index];
      if (reply !== undefined && isSuccess(reply.answer)) return reply.answer.body;
      if (reply?.answer.status === 404 && reply.answer.ofBatch !== true) return undefined;
      throw this.#errorOf(reply, label);
    });
  }

  async #readRoles(): Promise<readonly Role[]> {
    const [rows = []] = await this.#readQueries(
      [`${API}/roles?${ROLE_QUERY}`],
      "read the security roles",
      {},
    );
    return rows.map(roleOf);
  }

  async #readBusinessUnits(): Promise<readonly BusinessUnit[]> {
    const query = `${API}/businessunits?$select=businessunitid,name,_parentbusinessunitid_value`;
    const [rows = []] = await this.#readQueries([query], "read the business units", {});
    return rows.map((unit) => ({
      businessUnitId: guid(unit, "businessunitid"),
      name: text(unit, "name"),
      parentId: optionalText(unit, "_parentbusinessunitid_value")?.toLowerCase(),
    }));
  }

  async #readWhoAmI(): Promise<WhoAmI> {
    const answer = await this.service.send({
      kind: "read",
      method: "GET",
      path: `${API}/WhoAmI`,
      label: "tell who is signed in",
    });
    const me = row(answer.body);
    return {
      userId: guid(me, "UserId"),
      businessUnitId: guid(me, "BusinessUnitId"),
      organizationId: guid(me, "OrganizationId"),
    };
  }

  /** The rows behind a call, page by page. */
  async #readRows(call: Call): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let path: string | undefined = call.path;
    while (path !== undefined) {
      const answer = await this.service.send({ ...call, path });
      const read = page(answer.body);
      rows.push(...read.rows);
      path = read.nextLink;
    }
    return rows;
  }

  /** Sends calls in `$batch` requests, each call answered by itself. */
  #batched(calls: readonly Call[]): Promise<readonly LastAnswer[]> {
    return this.service.sendAll(calls, {
      batchSize: BATCH_SIZE,
      exchange: async (some) => {
        const boundary = `batch_${randomUUID()}`;
        const answer = await this.service.exchange({
          method: "POST",
          path: `${API}/$batch`,
          headers: {
            "content-type": `multipart/mixed; boundary="${boundary}"`,
            // Without it the first refusal would keep all later parts from being carried out.
            prefer: "odata.continue-on-error",
          },
          body: encodeBatch(some.map(partOf), boundary),
        });
        return isSuccess(answer)
          ? decodeBatch(answer, some.length)
          : some.map(() => ({ ...answer, ofBatch: true }));
      },
    });
  }

  #outcome(operation: DataverseOperation | PrivilegeOperation, last: LastAnswer | undefined): Outcome<void> {
    if (last !== undefined && (isSuccess(last.answer) || isDone(operation, last.answer))) {
      return { ok: true, value: undefined };
    }
    return { ok: false, error: this.#errorOf(last, operation.label) };
  }

  #errorOf(last: LastAnswer | undefined, label: string): ReturnType<Service["errorOf"]> {
    return this.service.errorOf(
      last ?? { answer: { status: 0, headers: {}, body: "" }, tries: 1, elapsedMs: 0 },
      label,
    );
  }
}
