import { theTenant } from "../entra/directory";
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
      checkCall(request, sandbox);
      return { status: 200, body: listEnvironments(request, sandbox) };
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
      checkCall(request, sandbox);
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
      checkCall(request, sandbox);
      addUser(objectIdIn(request.body.toString("utf8")), findEnvironment(id, sandbox), sandbox);
      return { status: 200 };
    },
  },
];

/**
 * `api-version` may be any; `$expand` and `$select` only choose among what is sent anyway. The application must be
 * registered as a management application, or the whole admin API is closed to it.
 */
function checkCall({ query, caller, path }: SandboxRequest, sandbox: Sandbox): void {
  if (!query.get("api-version")) throw new SandboxError(powerPlatformErrors.missingApiVersion);
  for (const option of query.keys()) {
    if (!["api-version", "$expand", "$select", "$top", "$skiptoken"].includes(option)) {
      throw new SandboxError(powerPlatformErrors.notCovered, [`the query option ${option}`]);
    }
  }
  const principal = caller && sandbox.store.get("servicePrincipals", caller.objectId);
  if (principal?.managementApplication === false) {
    const { appId, displayName } = principal;
    throw new SandboxError(powerPlatformErrors.notRegistered, [
      appId,
      displayName,
      path,
      tenantOf(sandbox).id,
    ]);
  }
}

/** All at once, unless `$top` asks for pages; the token of the next one is the last id of this one. */
function listEnvironments({ query, origin }: SandboxRequest, sandbox: Sandbox): object {
  const tenant = tenantOf(sandbox);
  const all = [...sandbox.store.all("environments")];
  const top = query.get("$top") ?? String(Math.max(all.length, 1));
  if (!/^[1-9]\d*$/.test(top))
    throw new SandboxError(powerPlatformErrors.badRequest, ["'$top' is no number."]);
  const token = query.get("$skiptoken");
  const start = token === null ? 0 : all.findIndex(({ id }) => id === token) + 1;
  if (token !== null && start === 0) {
    throw new SandboxError(powerPlatformErrors.badRequest, ["'$skiptoken' is not of this list."]);
  }
  const page = all.slice(start, start + Number(top));
  const value = page.map((environment) => environmentResource(environment, tenant, origin));
  const last = page.at(-1);
  if (last === undefined || start + page.length >= all.length) return { value };
  const next = new URLSearchParams(query);
  next.set("$skiptoken", last.id);
  return { value, nextLink: `${origin}/powerplatform${base}?${next.toString()}` };
}

function findEnvironment(id: string, sandbox: Sandbox): Environment {
  const environment = sandbox.store.get("environments", id.toLowerCase());
  if (environment !== undefined) return environment;
  throw new SandboxError(powerPlatformErrors.environmentNotFound, [id, tenantOf(sandbox).id]);
}

function tenantOf({ store }: Sandbox): Tenant {
  return theTenant(store);
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
