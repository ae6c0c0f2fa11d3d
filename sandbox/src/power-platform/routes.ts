import { powerPlatformErrors } from "../errors/power-platform";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxRequest } from "../http/types";
import type { Sandbox } from "../sandbox";
import type { Environment, Tenant } from "../state/model";
import { addUser } from "./add-user";
import { environmentResource } from "./environment-resource";

const base = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/environments";
const recorded = "recorded in the tests of microsoft/terraform-provider-power-platform";

/** What the sandbox covers of the Power Platform admin API. Paths are taken in any case, as the service does. */
export const powerPlatformRoutes: readonly Route[] = [
  {
    service: "power-platform",
    method: "GET",
    name: base,
    pattern: new RegExp(`^${base}/?$`, "i"),
    covers: "properties with linkedEnvironmentMetadata; any api-version",
    evidence: "observed",
    source: recorded,
    handle: (request, _params, sandbox) => {
      checkOptions(request);
      const tenant = tenantOf(sandbox);
      const value = [...sandbox.store.all("environments")].map((environment) =>
        environmentResource(environment, tenant, request.origin),
      );
      return { status: 200, body: { value } };
    },
  },
  {
    service: "power-platform",
    method: "GET",
    name: `${base}/{id}`,
    pattern: new RegExp(`^${base}/(?<id>[^/]+)$`, "i"),
    covers: "properties with linkedEnvironmentMetadata; any api-version",
    evidence: "observed",
    source: recorded,
    handle: (request, { id = "" }, sandbox) => {
      checkOptions(request);
      const body = environmentResource(findEnvironment(id, sandbox), tenantOf(sandbox), request.origin);
      return { status: 200, body };
    },
  },
  {
    service: "power-platform",
    method: "POST",
    name: `${base}/{id}/addUser`,
    pattern: new RegExp(`^${base}/(?<id>[^/]+)/addUser$`, "i"),
    covers:
      "makes the row or enables it; refused without licence, with sign-in blocked, outside of the security group",
    evidence: "observed",
    source:
      "microsoft/terraform-provider-power-platform, api_user.go; conditions: Power Platform admin guide",
    handle: (request, { id = "" }, sandbox) => {
      checkOptions(request);
      addUser(objectIdIn(request.body.toString("utf8")), findEnvironment(id, sandbox), sandbox);
      return { status: 200 };
    },
  },
];

/** `api-version` may be any. `$expand` and `$select` only choose among what is sent anyway. */
function checkOptions({ query }: SandboxRequest): void {
  if (!query.get("api-version")) throw new SandboxError(powerPlatformErrors.missingApiVersion);
  for (const option of query.keys()) {
    if (!["api-version", "$expand", "$select"].includes(option)) {
      throw new SandboxError(powerPlatformErrors.notCovered, [`the query option ${option}`]);
    }
  }
}

function findEnvironment(id: string, sandbox: Sandbox): Environment {
  const environment = sandbox.store.get("environments", id.toLowerCase());
  if (environment !== undefined) return environment;
  throw new SandboxError(powerPlatformErrors.environmentNotFound, [id, tenantOf(sandbox).id]);
}

function tenantOf({ store }: Sandbox): Tenant {
  for (const tenant of store.all("tenants")) return tenant;
  throw new Error("The sandbox has no tenant. Import one, or reset the sandbox.");
}

/** Callers write `objectId` and `ObjectId`. */
function objectIdIn(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new SandboxError(powerPlatformErrors.badRequest, ["it is no JSON."]);
  }
  const properties = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const [, objectId] = properties.find(([name]) => name.toLowerCase() === "objectid") ?? [];
  if (typeof objectId === "string" && objectId !== "") return objectId.toLowerCase();
  throw new SandboxError(powerPlatformErrors.badRequest, ["'objectId' is required."]);
}
