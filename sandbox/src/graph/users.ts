import { randomUUID } from "node:crypto";
import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { EntraUser } from "../state/model";
import { managerOf } from "./manager";
import { allowOptions, contextOf, pageOf, propertiesIn, selected } from "./query";
import { type GraphCall, graphRoute, jsonBody, namedUser } from "./request";
import { changedUser, newUser } from "./user-input";
import { filteredUsers } from "./user-filter";
import { defaultProperties } from "./user-properties";
import { userResource } from "./user-resource";

const userApi = "learn.microsoft.com, Microsoft Graph v1.0 user API; hashicorp/terraform-provider-azuread";

export const userRoutes: readonly Route[] = [
  graphRoute({
    method: "POST",
    name: "/users",
    permission: "write",
    covers: "required properties, verified domains, unique sign-in names, the password policy",
    evidence: "documented",
    source: userApi,
    handle: createUser,
  }),
  graphRoute({
    method: "GET",
    name: "/users",
    permission: "read",
    covers: "$select, $filter (eq, in, startswith, and, or), $top, $count, paging",
    evidence: "documented",
    source: userApi,
    handle: listUsers,
  }),
  graphRoute({
    method: "GET",
    name: "/users/{id}",
    permission: "read",
    covers: "by object id or sign-in name; $select",
    evidence: "documented",
    source: userApi,
    handle: (call) => {
      allowOptions(call.request.query, ["$select", "$expand"]);
      return shown(call, namedUser(call), 200);
    },
  }),
  graphRoute({
    method: "PATCH",
    name: "/users/{id}",
    permission: "write",
    covers: "all properties that can be set; read-only and unknown ones are refused",
    evidence: "documented",
    source: userApi,
    handle: (call) => {
      const user = namedUser(call);
      call.store.put("users", user.id, changedUser(user, jsonBody(call), call.store, call.version));
      return { status: 204 };
    },
  }),
  graphRoute({
    method: "DELETE",
    name: "/users/{id}",
    permission: "write",
    covers: "moves the account to deletedItems",
    evidence: "documented",
    source: userApi,
    handle: (call) => {
      const user = namedUser(call);
      call.store.put("users", user.id, { ...user, deletedDateTime: now(call) });
      return { status: 204 };
    },
  }),
];

function createUser(call: GraphCall): SandboxResponse {
  allowOptions(call.request.query, []);
  const user = newUser(jsonBody(call), randomUUID(), now(call), call.store);
  call.store.put("users", user.id, user);
  const location = `${call.root}/users/${user.id}`;
  return { ...shown(call, user, 201), headers: { Location: location } };
}

function shown(call: GraphCall, user: EntraUser, status: number): SandboxResponse {
  const { request, root } = call;
  const context = `${root}/$metadata#${contextOf(request.query)}/$entity`;
  return { status, body: { "@odata.context": context, ...viewOf(call)(user) } };
}

/** How a call wants users to be shown: `$select`, and `$expand=manager`. */
function viewOf({ request, store, version }: GraphCall): (user: EntraUser) => Record<string, unknown> {
  const select = selected(request.query);
  const expand = request.query.get("$expand");
  const manager = expand === null ? undefined : expandedManager(expand);
  return (user) => {
    const resource = userResource(user, store, version, select);
    const boss = manager && managerOf(user, store);
    if (boss === undefined) return resource;
    const shownManager = userResource(boss, store, version, manager);
    return { ...resource, manager: { "@odata.type": "#microsoft.graph.user", ...shownManager } };
  };
}

/** What to show of the manager; the only thing that can be expanded. */
function expandedManager(expand: string): readonly string[] {
  const parsed = /^manager(?:\(\$select=([\w,]+)\))?$/.exec(expand);
  if (!parsed) throw new SandboxError(graphErrors.optionNotCovered, [`$expand=${expand}`]);
  return parsed[1] === undefined ? defaultProperties : propertiesIn(parsed[1]);
}

function listUsers(call: GraphCall): SandboxResponse {
  const { query } = call.request;
  allowOptions(query, ["$select", "$expand", "$filter", "$top", "$count", "$skiptoken"]);
  return { status: 200, body: pageOf(call, "/users", contextOf(query), filteredUsers(call), viewOf(call)) };
}

function now({ sandbox }: GraphCall): string {
  return new Date(sandbox.clock.now()).toISOString().replace(/\.\d+/, "");
}
