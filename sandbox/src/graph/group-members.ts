import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { isMember } from "../rules/entitlement";
import { queued } from "../rules/group-licenses";
import type { EntraUser, Group } from "../state/model";
import { allowOptions, pageOf, selected } from "./query";
import { type GraphCall, graphRoute, jsonBody, namedGroup, referencedId } from "./request";
import { userResource } from "./user-resource";

const source = "learn.microsoft.com, Microsoft Graph v1.0: List, Add and Remove members of a group";

/** Only users can be members; licences follow later (see rules/group-licenses.ts). */
export const groupMemberRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/groups/{id}/members",
    permission: "groupRead",
    evidence: "documented",
    source,
    handle: (call) => {
      const { request, store, version } = call;
      allowOptions(request.query, ["$select", "$top", "$count", "$skiptoken"]);
      const group = namedGroup(call);
      const select = selected(request.query);
      const found = group.members
        .map((id) => store.get("users", id))
        .filter((user): user is EntraUser => user?.deletedDateTime === null);
      const body = pageOf(call, `/groups/${group.id}/members`, "directoryObjects", found, (user) => ({
        "@odata.type": "#microsoft.graph.user",
        ...userResource(user, store, version, select),
      }));
      return { status: 200, body };
    },
  }),
  graphRoute({
    method: "POST",
    name: "/groups/{id}/members/$ref",
    permission: "memberWrite",
    evidence: "documented",
    source,
    handle: (call) => {
      const group = addMembers(namedGroup(call), [jsonBody(call)["@odata.id"]], call);
      call.store.put("groups", group.id, group);
      return { status: 204 };
    },
  }),
  graphRoute({
    method: "DELETE",
    name: "/groups/{id}/members/{member}/$ref",
    permission: "memberWrite",
    evidence: "documented",
    source,
    handle: (call) => {
      const group = namedGroup(call);
      const member = (call.params.member ?? "").toLowerCase();
      if (!isMember(group, member)) throw new SandboxError(graphErrors.notFound, [member]);
      const rest = { ...group, members: group.members.filter((id) => id !== member) };
      call.store.put("groups", group.id, queue(rest, [member], call));
      return { status: 204 };
    },
  }),
];

/** The group with the users that the references name. Throws Graph's errors for unknown users, and for members. */
export function addMembers(group: Group, references: readonly unknown[], call: GraphCall): Group {
  const ids = references.map(referencedId);
  for (const id of ids) {
    if (call.store.get("users", id)?.deletedDateTime !== null)
      throw new SandboxError(graphErrors.notFound, [id]);
    if (isMember(group, id)) throw new SandboxError(graphErrors.duplicateMember);
  }
  if (new Set(ids).size < ids.length) throw new SandboxError(graphErrors.duplicateMember);
  const larger = { ...group, members: [...group.members, ...ids] };
  return queue(larger, ids, call);
}

/** Lets licences follow, where the group has some, or had some that are still to be taken from its members. */
function queue(group: Group, userIds: readonly string[], { sandbox }: GraphCall): Group {
  const concerns = group.licenses.length > 0 || group.pending !== undefined;
  return concerns ? queued(group, userIds, sandbox.clock.now()) : group;
}
