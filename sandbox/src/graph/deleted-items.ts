import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { isMember } from "../rules/entitlement";
import { reprocessed } from "../rules/group-licenses";
import type { EntraUser } from "../state/model";
import { allowOptions, pageOf, selected } from "./query";
import { type GraphCall, graphRoute } from "./request";
import { userResource } from "./user-resource";

const source = "learn.microsoft.com, Deleted items (directory objects)";

export const deletedItemRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/directory/deletedItems/microsoft.graph.user",
    permission: "read",
    covers: "$select, all on one page",
    evidence: "documented",
    source,
    handle: (call) => {
      const { request, store, version } = call;
      allowOptions(request.query, ["$select", "$top", "$count", "$skiptoken"]);
      const select = selected(request.query);
      const found = [...store.all("users")].filter((user) => user.deletedDateTime !== null);
      const path = "/directory/deletedItems/microsoft.graph.user";
      const show = (user: EntraUser): unknown => userResource(user, store, version, select);
      return { status: 200, body: pageOf(call, path, "users", found, show) };
    },
  }),
  graphRoute({
    method: "GET",
    name: "/directory/deletedItems/{id}",
    permission: "read",
    evidence: "documented",
    source,
    handle: (call) => {
      allowOptions(call.request.query, ["$select"]);
      return { status: 200, body: directoryObject(call, deletedUser(call)) };
    },
  }),
  graphRoute({
    method: "POST",
    name: "/directory/deletedItems/{id}/restore",
    permission: "write",
    covers: "with the licences whose seats are still free",
    evidence: "documented",
    source,
    handle: (call) => {
      const { store } = call;
      const user = deletedUser(call);
      if (store.userByPrincipalName(user.userPrincipalName) !== undefined) {
        throw new SandboxError(graphErrors.duplicateSignInName);
      }
      // Licences come back; one whose last seat was taken meanwhile does not (assumed).
      const licenses = user.licenses.filter(
        ({ skuId }) => store.seatsTaken(skuId) < (store.get("skus", skuId)?.enabled ?? 0),
      );
      const restored = reprocessed({ ...user, licenses, deletedDateTime: null }, call.sandbox).user;
      store.put("users", user.id, restored);
      return { status: 200, body: directoryObject(call, restored) };
    },
  }),
  graphRoute({
    method: "DELETE",
    name: "/directory/deletedItems/{id}",
    permission: "write",
    evidence: "documented",
    source,
    handle: (call) => {
      const { id } = deletedUser(call);
      call.store.delete("users", id);
      for (const group of call.store.all("groups")) {
        if (!isMember(group, id)) continue;
        call.store.put("groups", group.id, { ...group, members: group.members.filter((one) => one !== id) });
      }
      return { status: 204 };
    },
  }),
];

function deletedUser({ params, store }: GraphCall): EntraUser {
  const id = params.id ?? "";
  const user = store.get("users", id.toLowerCase());
  if (user === undefined || user.deletedDateTime === null) throw new SandboxError(graphErrors.notFound, [id]);
  return user;
}

function directoryObject({ request, store, version, root }: GraphCall, user: EntraUser): unknown {
  return {
    "@odata.context": `${root}/$metadata#directoryObjects/$entity`,
    "@odata.type": "#microsoft.graph.user",
    ...userResource(user, store, version, selected(request.query)),
  };
}
