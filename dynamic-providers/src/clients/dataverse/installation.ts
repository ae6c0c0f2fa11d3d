import { isRow, page, text } from "../http/rows";
import { SharedReads } from "../http/shared-reads";
import type { Clock } from "../tenant";
import type { Role } from "./dataverse";
import { API } from "./dataverse-operations";
import { filterOption } from "./dataverse-queries";
import { ROLE_QUERY, roleOf } from "./dataverse-rows";
import type { DataverseRequests } from "./dataverse-requests";

/** An installed solution. */
export interface Solution {
  readonly uniqueName: string;
  /** Four numbers with dots between them. */
  readonly version: string;
}

/** A team that somebody is a member of, with its roles. */
export interface TeamRoles {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** What else of an environment decides whether Business Central can connect. Asked in the same tick it is one request. */
export interface InstallationClient {
  /** By unique name in lower case; those that are not installed are missing. */
  solutions(uniqueNames: readonly string[]): Promise<ReadonlyMap<string, Solution>>;
  /** ISO 4217 codes of the currencies that the environment has. */
  currencies(): Promise<readonly string[]>;
  /** The teams of a user, with the roles that come by them. */
  teamsOf(systemUserId: string): Promise<readonly TeamRoles[]>;
}

/** {@link InstallationClient} over the Web API. */
export class WebApiInstallationClient implements InstallationClient {
  readonly #answers: SharedReads<string>;

  constructor(requests: DataverseRequests, clock: Clock) {
    this.#answers = new SharedReads(async (paths) => {
      const bodies = await requests.bodies(paths, "read what is installed");
      return new Map(
        paths.flatMap((path, index) => {
          const body = bodies[index];
          return body === undefined ? [] : [[path, body] as const];
        }),
      );
    }, clock);
  }

  async solutions(uniqueNames: readonly string[]): Promise<ReadonlyMap<string, Solution>> {
    const condition = uniqueNames.map((name) => `uniquename eq '${name.replaceAll("'", "''")}'`).join(" or ");
    const rows = await this.#rows(`solutions?$select=uniquename,version&${filterOption(condition)}`);
    return new Map(
      rows.map((row) => {
        const uniqueName = text(row, "uniquename");
        return [uniqueName.toLowerCase(), { uniqueName, version: text(row, "version") }];
      }),
    );
  }

  async currencies(): Promise<readonly string[]> {
    const rows = await this.#rows("transactioncurrencies?$select=isocurrencycode");
    return rows.map((row) => text(row, "isocurrencycode"));
  }

  async teamsOf(systemUserId: string): Promise<readonly TeamRoles[]> {
    const member = filterOption(
      `teammembership_association/any(member:member/systemuserid eq ${systemUserId})`,
    );
    const rows = await this.#rows(
      `teams?$select=name&${member}&$expand=teamroles_association(${ROLE_QUERY})`,
    );
    return rows.map((row) => {
      const roles = row.teamroles_association;
      return { name: text(row, "name"), roles: Array.isArray(roles) ? roles.filter(isRow).map(roleOf) : [] };
    });
  }

  async #rows(query: string) {
    const path = `${API}/${query}`;
    const answers = await this.#answers.get([path]);
    return page(answers.get(path) ?? "{}").rows;
  }
}
