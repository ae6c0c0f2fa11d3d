import { errorBody, type ErrorBody } from "../http/error-body";
import type { Concern } from "../http/service-error";
import { type Answer, isSuccess } from "../http/http";
import type { Environment, PowerPlatformClient } from "./power-platform";
import { guid, nested, optionalText, page, type Row, row, text } from "../http/rows";
import type { Call, Service } from "../http/service";
import { SharedRead } from "../http/shared-reads";
import type { Clock } from "../tenant";

const ENVIRONMENTS = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments";
const VERSION = "api-version=2023-06-01";
const NO_GROUP = "00000000-0000-0000-0000-000000000000";

/** {@link PowerPlatformClient} over the admin API. */
export class AdminPowerPlatformClient implements PowerPlatformClient {
  readonly #environments: SharedRead<readonly Environment[]>;
  readonly #byId = new Map<string, SharedRead<Environment | undefined>>();

  /** @param written is told of every write: rows in environments may change by it */
  constructor(
    private readonly service: Service,
    private readonly clock: Clock,
    private readonly written: () => void,
  ) {
    this.#environments = new SharedRead(() => this.#readAll(), clock);
  }

  environments(): Promise<readonly Environment[]> {
    return this.#environments.get();
  }

  environment(environmentId: string): Promise<Environment | undefined> {
    const key = environmentId.toLowerCase();
    const shared = this.#byId.get(key) ?? new SharedRead(() => this.#readOne(environmentId), this.clock);
    this.#byId.set(key, shared);
    return shared.get();
  }

  async addUser(environmentId: string, objectId: string, about: Concern & { label: string }): Promise<void> {
    try {
      await this.service.send({
        kind: "addUser",
        method: "POST",
        path: `${ENVIRONMENTS}/${encodeURIComponent(environmentId)}/addUser?${VERSION}`,
        body: { objectId },
        ...about,
      });
    } finally {
      this.written();
    }
  }

  async #readAll(): Promise<readonly Environment[]> {
    const environments: Environment[] = [];
    const until = this.service.deadline();
    let path: string | undefined = `${ENVIRONMENTS}?${VERSION}`;
    while (path !== undefined) {
      const answer = await this.service.send(
        { kind: "read", method: "GET", path, label: "list the environments" },
        until,
      );
      const read = page(answer.body);
      environments.push(...read.rows.map(environmentOf));
      path = read.nextLink;
    }
    return environments;
  }

  async #readOne(environmentId: string): Promise<Environment | undefined> {
    const label = `read the environment ${environmentId}`;
    const path = `${ENVIRONMENTS}/${encodeURIComponent(environmentId)}?${VERSION}`;
    const call: Call = { kind: "read", method: "GET", path, label };
    const last = await this.service.ask(call);
    if (isSuccess(last.answer)) return environmentOf(row(last.answer.body));
    if (last.answer.status === 404) return undefined;
    throw this.service.errorOf(last, call);
  }
}

/** The error in an answer of the admin API; one that says so anywhere gets the code `userNotLicensed`. */
export function adminErrorBody(answer: Answer): ErrorBody {
  const error = errorBody(answer);
  return /userNotLicensed/i.test(answer.body) ? { ...error, code: "userNotLicensed" } : error;
}

function environmentOf(environment: Row): Environment {
  const properties = nested(environment, "properties");
  const dataverse = nested(properties, "linkedEnvironmentMetadata");
  const url = optionalText(dataverse, "instanceUrl");
  const group = guid(dataverse, "securityGroupId");
  return {
    environmentId: text(environment, "name"),
    displayName: text(properties, "displayName"),
    organizationUrl: url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined,
    securityGroupId: group === "" || group === NO_GROUP ? undefined : group,
    administrationMode: /admin/i.test(text(nested(nested(properties, "states"), "runtime"), "id")),
  };
}
