import { codeOf, objectOf, textOf } from "../answers";
import type { Contract } from "../contract";
import type { Answer } from "../target/https-client";
import type { Target } from "../target/target";

const batchRoute = "POST graph /{version}/$batch";
const nobody = "/users/00000000-0000-4000-8000-000000000001";

export const graphBatchContracts: readonly Contract[] = [
  {
    id: "graph.batch",
    title: "A JSON batch answers each request by its id, one failure stops no other, and a body is JSON",
    routes: [batchRoute, "GET graph /{version}/subscribedSkus", "GET graph /{version}/users/{id}"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await batch(target, [
        { id: "missing", method: "GET", url: nobody },
        { id: "skus", method: "GET", url: "/subscribedSkus" },
      ]);
      expect.equal("status", answer.status, 200);
      expect.equal("statuses", codesOf(answer), { missing: "404 Request_ResourceNotFound", skus: "200" });
    },
  },
  {
    id: "graph.batch.depends-on",
    title: "A request whose dependency failed is answered with 424",
    routes: [batchRoute],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await batch(target, [
        { id: "1", method: "GET", url: nobody },
        { id: "2", method: "GET", url: "/subscribedSkus", dependsOn: ["1"] },
      ]);
      expect.equal("status of the dependent one", codesOf(answer)["2"]?.split(" ")[0], "424");
    },
  },
  {
    id: "graph.batch.limits",
    title:
      "More than 20 requests, an id that is there twice, and a body without Content-Type are refused with 400",
    routes: [batchRoute],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const requests = Array.from({ length: 21 }, (_, index) => ({
        id: String(index),
        method: "GET",
        url: "/subscribedSkus?$select=skuId",
      }));
      expect.status("21 requests", await batch(target, requests), 400);
      expect.status("20 requests", await batch(target, requests.slice(0, 20)), 200);
      const twice = [...requests.slice(0, 1), ...requests.slice(0, 1)];
      expect.status("an id twice", await batch(target, twice), 400);
      const body = { id: "1", method: "PATCH", url: nobody, body: { jobTitle: "Nobody" } };
      expect.status("a body without Content-Type", await batch(target, [body]), 400);
    },
  },
  {
    id: "graph.batch.writes",
    title: "A request in a batch writes as it does alone",
    routes: [batchRoute, "PATCH graph /{version}/users/{id}"],
    evidence: "documented",
    writes: true,
    check: async (target, expect) => {
      const { id } = await target.people.account("batch");
      const answer = await batch(target, [
        {
          id: "1",
          method: "PATCH",
          url: `/users/${id}`,
          headers: { "Content-Type": "application/json" },
          body: { jobTitle: "Batched" },
        },
      ]);
      expect.equal("status", codesOf(answer), { 1: "204" });
      const jobTitle = await target.eventually("the change can be read", async () => {
        const { body } = await target.graph("GET", `/v1.0/users/${id}?$select=jobTitle`);
        return textOf(objectOf(body), "jobTitle") || undefined;
      });
      expect.equal("jobTitle", jobTitle, "Batched");
    },
  },
];

async function batch(target: Target, requests: readonly object[]): Promise<Answer> {
  return target.graph("POST", "/v1.0/$batch", { requests });
}

function codesOf({ body }: Answer): Record<string, string> {
  const { responses } = objectOf(body);
  if (!Array.isArray(responses)) return {};
  return Object.fromEntries(
    responses
      .map(objectOf)
      .map((part) => [textOf(part, "id"), codeOf({ status: Number(part.status), body: part.body })]),
  );
}
