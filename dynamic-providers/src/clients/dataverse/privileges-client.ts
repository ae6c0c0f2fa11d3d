import type { Privilege } from "../../permissions/metadata";
import type { Held } from "../../permissions/shortfall";
import { page, text } from "../http/rows";
import { SharedReads } from "../http/shared-reads";
import type { Outcome } from "../outcome";
import type { Clock } from "../tenant";
import { API } from "./dataverse-operations";
import { filterOption } from "./dataverse-queries";
import { type DataverseRequests, STRONG } from "./dataverse-requests";
import {
  heldPrivileges,
  type Holder,
  miscellaneousPrivilege,
  type PrivilegeOperation,
  type PrivilegesClient,
  tablePrivileges,
} from "./privileges";

/** {@link PrivilegesClient} over the Web API. */
export class WebApiPrivilegesClient implements PrivilegesClient {
  readonly #tables: SharedReads<readonly Privilege[]>;
  /** Who holds what, and privileges without a table: read in the same batch. Keys are the paths. */
  readonly #answers: SharedReads<string>;

  constructor(
    private readonly requests: DataverseRequests,
    /** Runs operations of any kind, and forgets what they change. */
    private readonly run: PrivilegesClient["execute"],
    clock: Clock,
  ) {
    this.#tables = new SharedReads((tables) => this.#readTables(tables), clock);
    this.#answers = new SharedReads((paths) => this.#readAnswers(paths), clock);
  }

  ofTables(tables: readonly string[]): Promise<ReadonlyMap<string, readonly Privilege[]>> {
    return this.#tables.get(tables);
  }

  async named(names: readonly string[]): Promise<ReadonlyMap<string, Privilege>> {
    const lower = names.map((name) => name.toLowerCase());
    const answers = await this.#answers.get(lower.map(namePath));
    return new Map(
      lower.flatMap((name) => {
        const [first] = page(answers.get(namePath(name)) ?? "{}").rows;
        return first === undefined ? [] : [[name, miscellaneousPrivilege(first)] as const];
      }),
    );
  }

  async held(holders: readonly Holder[], options: { fresh?: boolean } = {}) {
    const answers = await this.#answers.get(holders.map(holderPath), options.fresh);
    return holders.map((holder): Held | undefined => {
      const body = answers.get(holderPath(holder));
      return body === undefined ? undefined : heldPrivileges(body);
    });
  }

  execute(operations: readonly PrivilegeOperation[]): Promise<readonly Outcome<void>[]> {
    return this.run(operations);
  }

  /** Somebody wrote what privileges depend on. */
  forget(): void {
    this.#answers.forget();
  }

  async #readTables(tables: readonly string[]): Promise<ReadonlyMap<string, readonly Privilege[]>> {
    // What is no logical name must not become part of a query.
    const names = tables.filter((name) => /^\w+$/.test(name));
    if (names.length === 0) return new Map();
    const condition = names.map((name) => `LogicalName eq '${name}'`).join(" or ");
    const [rows = []] = await this.requests.queries(
      [`${API}/EntityDefinitions?$select=LogicalName,Privileges&${filterOption(condition)}`],
      "read the tables' privileges",
      STRONG,
    );
    return new Map(rows.map((definition) => [text(definition, "LogicalName"), tablePrivileges(definition)]));
  }

  async #readAnswers(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const bodies = await this.requests.bodies(paths, "read who holds which privileges");
    return new Map(
      paths.flatMap((path, index) => {
        const body = bodies[index];
        return body === undefined ? [] : [[path, body] as const];
      }),
    );
  }
}

function holderPath(holder: Holder): string {
  return holder.kind === "role"
    ? `${API}/RetrieveRolePrivilegesRole(RoleId=@id)?@id=${holder.roleId}`
    : `${API}/systemusers(${holder.systemUserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`;
}

function namePath(name: string): string {
  const columns = "privilegeid,name,canbebasic,canbelocal,canbedeep,canbeglobal";
  return `${API}/privileges?$select=${columns}&${filterOption(`name eq '${name.replaceAll("'", "''")}'`)}`;
}
