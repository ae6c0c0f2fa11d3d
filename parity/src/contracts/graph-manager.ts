import { objectOf } from "../answers";
import type { Contract } from "../contract";

export const graphManagerContracts: readonly Contract[] = [
  {
    id: "graph.users.manager",
    title:
      "A manager is set and taken away by reference with 204; without one, reading it is answered with 404",
    routes: [
      "GET graph /{version}/users/{id}/manager",
      "PUT graph /{version}/users/{id}/manager/$ref",
      "DELETE graph /{version}/users/{id}/manager/$ref",
    ],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const [report, manager] = [
        await target.people.account("report"),
        await target.people.account("manager"),
      ];
      const path = `/v1.0/users/${report.id}/manager`;
      expect.refusal("without manager", await target.graph("GET", path), "404 Request_ResourceNotFound");
      const reference = `${target.settings.endpoints.graph}/v1.0/directoryObjects/${manager.id}`;
      expect.status(
        "setting one",
        await target.graph("PUT", `${path}/$ref`, { "@odata.id": reference }),
        204,
      );
      const found = await target.eventually("the manager can be read", async () => {
        const answer = await target.graph("GET", path);
        return answer.status === 200 ? objectOf(answer.body) : undefined;
      });
      expect.equal("its id", found.id, manager.id);
      expect.equal("its type", found["@odata.type"], "#microsoft.graph.user");
      expect.status("taking it away", await target.graph("DELETE", `${path}/$ref`), 204);
    },
  },
];
