import type { DataverseClient, DataverseOperation, Role, SystemUser, Team } from "./dataverse";
import { API, callOf, isDone, membersPath } from "./dataverse-operations";
import { filterOption, objectIdFilters, READ_EVERYBODY_FROM } from "./dataverse-queries";
import { WebApiInstallationClient } from "./installation";
import type { PrivilegeOperation } from "./privileges";
import { WebApiPrivilegesClient } from "./privileges-client";
import { DataverseRequests, STRONG } from "./dataverse-requests";
import { moreRolesLink, ROLE_QUERY, roleOf, SYSTEM_USER_QUERY, systemUserOf } from "./dataverse-rows";
import type { Outcome } from "../outcome";
import type { LastAnswer } from "../http/repeat";
import { guid, optionalText, row, text } from "../http/rows";
import { isSuccess } from "../http/http";
import type { Service } from "../http/service";
import { SharedRead, SharedReads } from "../http/shared-reads";
import type { Clock } from "../tenant";

type BusinessUnit = Awaited<ReturnType<DataverseClient["businessUnits"]>>[number];
type WhoAmI = Awaited<ReturnType<DataverseClient["whoAmI"]>>;

/** {@link DataverseClient} over the Web API of one organization. */
export class WebApiDataverseClient implements DataverseClient {
  readonly #requests: DataverseRequests;
  readonly #users: SharedReads<SystemUser>;
  readonly #nonInteractive: SharedRead<readonly SystemUser[]>;
  readonly #roles: SharedRead<readonly Role[]>;
  readonly #businessUnits: SharedRead<readonly BusinessUnit[]>;
  readonly #teams: SharedRead<readonly Team[]>;
  readonly #teamMembers: SharedReads<ReadonlySet<string>>;
  readonly #whoAmI: SharedRead<WhoAmI>;
  readonly privileges: WebApiPrivilegesClient;
  readonly installation: WebApiInstallationClient;

  constructor(
    readonly organizationUrl: string,
    service: Service,
    clock: Clock,
  ) {
    this.#requests = new DataverseRequests(service);
    this.#users = new SharedReads((ids) => this.#readUsers(ids), clock);
    this.#nonInteractive = new SharedRead(() => this.#readNonInteractive(), clock);
    this.#roles = new SharedRead(() => this.#readRoles(), clock);
    this.#businessUnits = new SharedRead(() => this.#readBusinessUnits(), clock);
    this.#teams = new SharedRead(() => this.#readTeams(), clock);
    this.#teamMembers = new SharedReads((ids) => this.#readTeamMembers(ids), clock);
    this.#whoAmI = new SharedRead(() => this.#readWhoAmI(), clock);
    this.privileges = new WebApiPrivilegesClient(
      this.#requests,
      (operations) => this.#execute(operations),
      clock,
    );
    this.installation = new WebApiInstallationClient(this.#requests, clock);
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

  teams(): Promise<readonly Team[]> {
    return this.#teams.get();
  }

  teamMembers(
    teamIds: readonly string[],
    options: { fresh?: boolean } = {},
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    return this.#teamMembers.get(teamIds, options.fresh);
  }

  execute(operations: readonly DataverseOperation[]): Promise<readonly Outcome<void>[]> {
    return this.#execute(operations);
  }

  async #execute(
    operations: readonly (DataverseOperation | PrivilegeOperation)[],
  ): Promise<readonly Outcome<void>[]> {
    if (operations.length === 0) return [];
    try {
      const last = await this.#requests.batched(
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
    this.#users.forget();
    this.#nonInteractive.forget();
    this.#teamMembers.forget();
  }

  async #readUsers(objectIds: readonly string[]): Promise<ReadonlyMap<string, SystemUser>> {
    const filters =
      objectIds.length > READ_EVERYBODY_FROM
        ? [filterOption("azureactivedirectoryobjectid ne null")]
        : objectIdFilters(objectIds);
    const label =
      objectIds.length === 1 ? "read a system user" : `read ${String(objectIds.length)} system users`;
    const users = new Map<string, SystemUser>();
    for (const user of await this.#readUserRows(filters, label)) {
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

  async #readUserRows(filters: readonly string[], label: string): Promise<SystemUser[]> {
    const queries = filters.map((filter) => `${API}/systemusers?${SYSTEM_USER_QUERY}&${filter}`);
    const users = (await this.#requests.queries(queries, label, STRONG)).flat();
    const links = users.flatMap((user) => moreRolesLink(user) ?? []);
    const more = await this.#requests.queries(links, label, STRONG);
    const byLink = new Map(links.map((link, index) => [link, more[index]]));
    return users.map((user) => systemUserOf(user, byLink.get(moreRolesLink(user) ?? "")));
  }

  async #readRoles(): Promise<readonly Role[]> {
    const [rows = []] = await this.#requests.queries(
      [`${API}/roles?${ROLE_QUERY}`],
      "read the security roles",
      {},
    );
    return rows.map(roleOf);
  }

  async #readBusinessUnits(): Promise<readonly BusinessUnit[]> {
    const query = `${API}/businessunits?$select=businessunitid,name,_parentbusinessunitid_value`;
    const [rows = []] = await this.#requests.queries([query], "read the business units", {});
    return rows.map((unit) => ({
      businessUnitId: guid(unit, "businessunitid"),
      name: text(unit, "name"),
      parentId: optionalText(unit, "_parentbusinessunitid_value")?.toLowerCase(),
    }));
  }

  async #readTeams(): Promise<readonly Team[]> {
    // Team types: 0 is an owner team (Dataverse table reference, team).
    const filter = filterOption("teamtype eq 0 and isdefault eq false");
    const query = `${API}/teams?$select=teamid,name&${filter}`;
    const [rows = []] = await this.#requests.queries([query], "read the teams", {});
    return rows.map((team) => ({ teamId: guid(team, "teamid"), name: text(team, "name") }));
  }

  async #readTeamMembers(teamIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const queries = teamIds.map((teamId) => `${membersPath({ teamId })}?$select=systemuserid`);
    const rows = await this.#requests.queries(queries, "read the members of teams", {});
    return new Map(
      teamIds.map((teamId, index) => [
        teamId,
        new Set((rows[index] ?? []).map((user) => guid(user, "systemuserid"))),
      ]),
    );
  }

  async #readWhoAmI(): Promise<WhoAmI> {
    const answer = await this.#requests.service.send({
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

  #outcome(operation: DataverseOperation | PrivilegeOperation, last: LastAnswer | undefined): Outcome<void> {
    if (last !== undefined && (isSuccess(last.answer) || isDone(operation, last.answer))) {
      return { ok: true, value: undefined };
    }
    return { ok: false, error: this.#requests.service.errorOf(last, operation) };
  }
}
