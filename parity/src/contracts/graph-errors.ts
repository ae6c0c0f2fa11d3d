import { codeOf, textOf, objectOf } from "../answers";
import type { Contract } from "../contract";

export const graphErrorContracts: readonly Contract[] = [
  {
    id: "graph.token.missing",
    title: "A request without a token is answered with 401 InvalidAuthenticationToken",
    routes: ["GET graph /{version}/subscribedSkus"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.anonymous("GET", `${target.settings.endpoints.graph}/v1.0/subscribedSkus`);
      expect.equal("answer", codeOf(answer), "401 InvalidAuthenticationToken");
    },
  },
  {
    id: "graph.body.malformed",
    title: "A body that is no JSON is refused with 400 BadRequest",
    routes: ["POST graph /{version}/users"],
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const answer = await target.graph("POST", "/v1.0/users", '{"accountEnabled":');
      expect.refusal("answer", answer, "400 BadRequest");
    },
  },
  {
    id: "graph.headers",
    title: "Answers are JSON in UTF-8 and name their request",
    routes: ["GET graph /{version}/subscribedSkus"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { headers, body } = await target.graph("GET", "/v1.0/subscribedSkus?$select=skuId");
      const type = headers["content-type"] ?? "";
      expect.holds("Content-Type", type.startsWith("application/json"), "application/json", type);
      expect.equal("request-id", typeof headers["request-id"], "string");
      const context = textOf(objectOf(body), "@odata.context");
      expect.holds(
        "@odata.context",
        context.includes("/v1.0/$metadata#subscribedSkus"),
        "…#subscribedSkus…",
        context,
      );
    },
  },
];
