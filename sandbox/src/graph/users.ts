import { randomUUID } from "node:crypto";
import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import type { EntraUser } from "../state/model";
import { allowOptions, contextOf, selected, userFilter } from "./query";
import { type GraphCall, graphRoute, jsonBody, namedUser } from "./request";
import { changedUser, newUser } from "./user-input";
import { userProperty, userResource } from "./user-resource";

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
      allowOptions(call.request.query, ["$select"]);
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
  const user = newUser(jsonBody(call), randomUUID(), now(call), call.store);
  call.store.put("users", user.id, user);
  const location = `${call.root}/users/${user.id}`;
  return { ...shown(call, user, 201), headers: { Location: location } };
}

function shown(call: GraphCall, user: EntraUser, status: number): SandboxResponse {
  const { request, store, version, root } = call;
  const resource = userResource(user, store, version, selected(request.query));
  const context = `${root}/$metadata#${contextOf(request.query)}/$entity`;
  return { status, body: { "@odata.context": context, ...resource } };
}

/** Pages of 100, or of `$top`, at most 999. */
function listUsers(call: GraphCall): SandboxResponse {
  const { request, store, version, root } = call;
  const { query } = request;
  allowOptions(query, ["$select", "$filter", "$top", "$count", "$skiptoken"]);
  const select = selected(query);
  const filter = userFilter(call);
  const size = pageSize(query.get("$top"));
  const found = [...store.all("users")].filter(
    (user) =>
      user.deletedDateTime === null &&
      (filter?.matches((name) => userProperty(user, name, store, version)) ?? true),
  );
  const start = startOf(query.get("$skiptoken"), found);
  const page = found.slice(start, start + size);
  const last = page.at(-1);
  const body: Record<string, unknown> = { "@odata.context": `${root}/$metadata#${contextOf(query)}` };
  if (query.get("$count") === "true") body["@odata.count"] = found.length;
  if (last !== undefined && start + size < found.length) {
    const next = new URLSearchParams(query);
    next.set("$skiptoken", last.id);
    body["@odata.nextLink"] = `${root}/users?${next.toString()}`;
  }
  body.value = page.map((user) => userResource(user, store, version, select));
  return { status: 200, body };
}

function pageSize(top: string | null): number {
  if (top === null) return 100;
  const size = Number(top);
  if (!/^\d+$/.test(top) || size < 1 || size > 999)
    throw new SandboxError(graphErrors.invalidPageSize, [top]);
  return size;
}

/** The token is the id of the last user of the page before. */
function startOf(skipToken: string | null, users: readonly EntraUser[]): number {
  if (skipToken === null) return 0;
  const last = users.findIndex((user) => user.id === skipToken);
  if (last < 0) throw new SandboxError(graphErrors.expiredPage);
  return last + 1;
}

function now({ sandbox }: GraphCall): string {
  return new Date(sandbox.clock.now()).toISOString().replace(/\.\d+/, "");
}
