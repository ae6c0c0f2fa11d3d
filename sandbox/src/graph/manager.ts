import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { Route } from "../http/types";
import { allowOptions, selected } from "./query";
import { graphRoute, jsonBody, namedUser } from "./request";
import { userResource } from "./user-resource";

const source = "learn.microsoft.com, Assign manager; hashicorp/terraform-provider-azuread";

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
      const managerId = namedUser(call).managerId;
      const manager = managerId === null ? undefined : store.get("users", managerId);
      if (manager?.deletedDateTime !== null) {
        throw new SandboxError(graphErrors.notFound, ["manager"]);
      }
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
      const reference = jsonBody(call)["@odata.id"];
      const id = /\/(?:directoryObjects|users)\/([^/]+)$/.exec(String(reference))?.[1]?.toLowerCase();
      if (id === undefined) throw new SandboxError(graphErrors.invalidReference, [String(reference)]);
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
