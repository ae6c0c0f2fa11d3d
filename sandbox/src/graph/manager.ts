import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import type { EntraUser } from "../state/model";
import type { Store } from "../state/store";
import { allowOptions, selected } from "./query";
import { graphRoute, jsonBody, namedUser, referencedId } from "./request";
import { userResource } from "./user-resource";

const source = "learn.microsoft.com, Assign manager; hashicorp/terraform-provider-azuread";

/** A user's manager; undefined without one, and while it is deleted. */
export function managerOf({ managerId }: EntraUser, store: Store): EntraUser | undefined {
  const manager = managerId === null ? undefined : store.get("users", managerId);
  return manager?.deletedDateTime === null ? manager : undefined;
}

export const managerRoutes: readonly Route[] = [
  graphRoute({
    method: "GET",
    name: "/users/{id}/manager",
    permission: "read",
    covers: "$select",
    evidence: "documented",
    source,
    handle: (call) => {
      const { store, version, root, request } = call;
      allowOptions(request.query, ["$select"]);
      const manager = managerOf(namedUser(call), store);
      if (manager === undefined) throw new SandboxError(graphErrors.notFound, ["manager"]);
      return {
        status: 200,
        body: {
          "@odata.context": `${root}/$metadata#directoryObjects/$entity`,
          "@odata.type": "#microsoft.graph.user",
          ...userResource(manager, store, version, selected(request.query)),
        },
      };
    },
  }),
  graphRoute({
    method: "PUT",
    name: "/users/{id}/manager/$ref",
    permission: "write",
    evidence: "documented",
    source,
    handle: (call) => {
      const user = namedUser(call);
      const id = referencedId(jsonBody(call)["@odata.id"]);
      const manager = call.store.get("users", id);
      if (manager?.deletedDateTime !== null) {
        throw new SandboxError(graphErrors.notFound, [id]);
      }
      call.store.put("users", user.id, { ...user, managerId: id });
      return { status: 204 };
    },
  }),
  graphRoute({
    method: "DELETE",
    name: "/users/{id}/manager/$ref",
    permission: "write",
    evidence: "documented",
    source,
    handle: (call) => {
      const user = namedUser(call);
      call.store.put("users", user.id, { ...user, managerId: null });
      return { status: 204 };
    },
  }),
];
