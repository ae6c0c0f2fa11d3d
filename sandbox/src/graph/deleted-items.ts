import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { EntraUser } from "../state/model";
import { allowOptions, selected } from "./query";
import { type GraphCall, graphRoute } from "./request";
import { consumedUnits } from "./seats";
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
    handle: ({ request, store, version, root }) => {
      allowOptions(request.query, ["$select"]);
      const select = selected(request.query);
      const value = [...store.all("users")]
        .filter((user) => user.deletedDateTime !== null)
        .map((user) => userResource(user, store, version, select));
      return { status: 200, body: { "@odata.context": `${root}/$metadata#users`, value } };
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
        ({ skuId }) => consumedUnits(store, skuId) < (store.get("skus", skuId)?.enabled ?? 0),
      );
      const restored = { ...user, licenses, deletedDateTime: null };
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
      call.store.delete("users", deletedUser(call).id);
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
