import { randomUUID } from "node:crypto";
import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route, SandboxResponse } from "../http/types";
import { matches, parseFilter } from "../odata/filter";
import { ODataSyntaxError } from "../odata/syntax-error";
import type { Group } from "../state/model";
import { addMembers } from "./group-members";
import { groupProperty, groupResource, selectedOfGroup } from "./group-resource";
import { allowOptions, pageOf } from "./query";
import { type GraphCall, graphRoute, jsonBody, namedGroup } from "./request";

const source = "learn.microsoft.com, Microsoft Graph v1.0 group API";

/** Security groups with assigned members; other kinds are refused with 501. */
export const groupRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/groups",
    permission: "groupRead",
    evidence: "documented",
    source,
    handle: listGroups,
  }),
  graphRoute({
    method: "POST",
    name: "/groups",
    permission: "groupWrite",
    evidence: "documented",
    source,
    handle: createGroup,
  }),
  graphRoute({
    method: "GET",
    name: "/groups/{id}",
    permission: "groupRead",
    evidence: "documented",
    source,
    handle: (call) => shown(call, namedGroup(call), 200),
  }),
  graphRoute({
    method: "PATCH",
    name: "/groups/{id}",
    permission: "groupWrite",
    evidence: "documented",
    source,
    handle: (call) => {
      const group = changed(namedGroup(call), jsonBody(call), call);
      call.store.put("groups", group.id, group);
      return { status: 204 };
    },
  }),
  graphRoute({
    method: "DELETE",
    name: "/groups/{id}",
    permission: "groupWrite",
    evidence: "documented",
    source: `${source}; a group with licences: Entra, group-based licensing`,
    handle: (call) => {
      const group = namedGroup(call);
      // Also while its members still hold what the group has lost (assumed).
      if (group.licenses.length > 0 || group.pending !== undefined)
        throw new SandboxError(graphErrors.licensedGroup);
      call.store.delete("groups", group.id);
      return { status: 204 };
    },
  }),
];

const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"] as const;

function createGroup(call: GraphCall): SandboxResponse {
  const body = jsonBody(call);
  for (const name of required) {
    if (body[name] == null) throw new SandboxError(graphErrors.missingProperty, [name, "Group"]);
  }
  const createdDateTime = new Date(call.sandbox.clock.now()).toISOString().replace(/\.\d+/, "");
  const empty: Group = { id: randomUUID(), displayName: "", members: [], licenses: [], createdDateTime };
  const group = changed(empty, body, call);
  call.store.put("groups", group.id, group);
  return { ...shown(call, group, 201), headers: { Location: `${call.root}/groups/${group.id}` } };
}

/** What a property must be that the sandbox cannot make any other. */
const fixed: Readonly<Record<string, (value: unknown) => boolean>> = {
  groupTypes: (value) => Array.isArray(value) && value.length === 0,
  mailEnabled: (value) => value === false,
  securityEnabled: (value) => value === true,
};

/** The group with what the body names. */
function changed(group: Group, body: Record<string, unknown>, call: GraphCall): Group {
  let result = group;
  for (const [name, value] of Object.entries(body)) {
    if (name === "members@odata.bind" && Array.isArray(value)) result = addMembers(result, value, call);
    else if (name.includes("@odata.") && !name.endsWith("@odata.bind")) continue;
    else if (name === "displayName" || name === "mailNickname") {
      const longest = name === "displayName" ? 256 : 64;
      if (typeof value !== "string" || value === "" || value.length > longest) throw invalid(name);
      result = { ...result, [name]: value };
    } else if (name === "description") {
      if (value !== null && typeof value !== "string") throw invalid(name);
      result = { ...result, description: value };
    } else if (!fixed[name]?.(value)) {
      throw new SandboxError(graphErrors.groupNotCovered, [`the property '${name}' with this value`]);
    }
  }
  return result;
}

function invalid(name: string): SandboxError {
  return new SandboxError(graphErrors.invalidValue, [name, "Group"]);
}

function shown({ request, root }: GraphCall, group: Group, status: number): SandboxResponse {
  allowOptions(request.query, ["$select"]);
  const resource = groupResource(group, selectedOfGroup(request.query));
  return { status, body: { "@odata.context": `${root}/$metadata#groups/$entity`, ...resource } };
}

function listGroups(call: GraphCall): SandboxResponse {
  const { query } = call.request;
  allowOptions(query, ["$select", "$filter", "$top", "$count", "$skiptoken"]);
  const select = selectedOfGroup(query);
  const found = [...call.store.all("groups")].filter(groupFilter(query.get("$filter")));
  const show = (group: Group): unknown => groupResource(group, select);
  return { status: 200, body: pageOf(call, "/groups", "groups", found, show) };
}

const filtered = ["id", "displayName", "mailNickname", "securityEnabled"] as const;

/** `eq`, `in` and `startswith`, joined by `and` and `or`, of a few properties. */
function groupFilter(text: string | null): (group: Group) => boolean {
  if (!text) return () => true;
  const filter = parsed(text);
  return (group) =>
    matches(filter, (name) => {
      const property = filtered.find((known) => known.toLowerCase() === name.toLowerCase());
      if (property === undefined)
        throw new SandboxError(graphErrors.groupNotCovered, [`a filter on '${name}'`]);
      return groupProperty(group, property);
    });
}

function parsed(text: string): ReturnType<typeof parseFilter> {
  if (/\b(?:ne|not|gt|ge|lt|le|contains|endswith|any|all)\b/.test(text.replace(/'(?:[^']|'')*'/g, "")))
    throw new SandboxError(graphErrors.groupNotCovered, ["this $filter"]);
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof ODataSyntaxError)) throw error;
    throw new SandboxError(graphErrors.invalidFilter, [error.message]);
  }
}
