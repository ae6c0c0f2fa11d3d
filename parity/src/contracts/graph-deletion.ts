import { objectOf, rowsOf, textOf } from "../answers";
import type { Contract } from "../contract";

const deletedItems = "/v1.0/directory/deletedItems";

export const graphDeletionContracts: readonly Contract[] = [
  {
    id: "graph.users.delete",
    title: "A deleted user is answered with 404, lies in the recycle bin, and comes back under the same id",
    routes: [
      "DELETE graph /{version}/users/{id}",
      "GET graph /{version}/directory/deletedItems/{id}",
      "GET graph /{version}/directory/deletedItems/microsoft.graph.user",
      "POST graph /{version}/directory/deletedItems/{id}/restore",
      "DELETE graph /{version}/directory/deletedItems/{id}",
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id, signInName } = await target.people.account("delete");
      expect.status("deletion", await target.graph("DELETE", `/v1.0/users/${id}`), 204);
      const gone = await target.eventually("the user is gone", async () => {
        const answer = await target.graph("GET", `/v1.0/users/${id}`);
        return answer.status === 404 ? answer : undefined;
      });
      expect.refusal("reading it", gone, "404 Request_ResourceNotFound");
      const item = await target.eventually("it lies in the recycle bin", async () => {
        const answer = await target.graph("GET", `${deletedItems}/${id}`);
        return answer.status === 200 ? answer : undefined;
      });
      const name = textOf(objectOf(item.body), "userPrincipalName");
      expect.equal("sign-in name meanwhile", name, `${id.replaceAll("-", "")}${signInName}`);
      const list = await target.graph("GET", `${deletedItems}/microsoft.graph.user?$select=id`);
      expect.status("the list of deleted users", list, 200);
      expect.equal("type of its rows", Array.isArray(objectOf(list.body).value), true);
      expect.noted(
        "the deleted user is on the first page",
        rowsOf(list).some((row) => row.id === id),
      );
      const restored = await target.graph("POST", `${deletedItems}/${id}/restore`);
      expect.status("restoring it", restored, 200);
      expect.equal("id after", objectOf(restored.body).id, id);
      await target.eventually("the user is back", async () => {
        const answer = await target.graph("GET", `/v1.0/users/${id}`);
        return answer.status === 200 ? true : undefined;
      });
      const missing = await target.graph("DELETE", `${deletedItems}/${id}`);
      expect.refusal("deleting for good what is not deleted", missing, "404 Request_ResourceNotFound");
    },
  },
];
