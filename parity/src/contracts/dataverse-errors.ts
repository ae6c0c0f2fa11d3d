import { codeOf, objectOf } from "../answers";
import type { Contract } from "../contract";

const whoAmI = ["GET dataverse /api/data/v9.2/WhoAmI"];

export const dataverseErrorContracts: readonly Contract[] = [
  {
    id: "dataverse.token.missing",
    title: "A request without a token is answered with 401",
    routes: whoAmI,
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const url = `${target.settings.endpoints.dataverse}/api/data/v9.2/WhoAmI`;
      const answer = await target.anonymous("GET", url);
      expect.equal("status", answer.status, 401);
      expect.noted("answer", codeOf(answer));
    },
  },
  {
    id: "dataverse.token.outsider",
    title: "An application that is no user of the environment is answered with 403 0x80072560",
    routes: whoAmI,
    evidence: "observed",
    writes: false,
    check: async (target, expect) => {
      const { outsider } = target.settings;
      if (outsider === undefined) {
        return expect.notSettled("It takes an application that has no user in the environment.");
      }
      expect.refusal("answer", await target.as(outsider).dataverse("GET", "WhoAmI"), "403 0x80072560");
    },
  },
  {
    id: "dataverse.error.shape",
    title: "An error is an object with code and message, in JSON, and OData-Version 4.0 comes with it",
    routes: ["GET dataverse /api/data/v9.2/systemusers({id})"],
    evidence: "documented",
    writes: false,
    check: async (target, expect) => {
      const { headers, body } = await target.dataverse(
        "GET",
        "systemusers(00000000-0000-4000-8000-000000000001)",
      );
      expect.equal("keys", Object.keys(objectOf(body)), ["error"]);
      expect.equal("keys of the error", Object.keys(objectOf(objectOf(body).error)), ["code", "message"]);
      const type = headers["content-type"] ?? "";
      expect.holds("Content-Type", type.startsWith("application/json"), "application/json…", type);
      expect.equal("OData-Version", headers["odata-version"], "4.0");
    },
  },
  {
    id: "dataverse.payload.malformed",
    title: "A body that is no JSON is refused with 400 0x80048d19",
    routes: ["PATCH dataverse /api/data/v9.2/systemusers({id})"],
    evidence: "observed",
    writes: true,
    check: async (target, expect) => {
      const { systemUserId } = await target.people.member();
      const answer = await target.dataverse("PATCH", `systemusers(${systemUserId})`, '{"jobtitle":', {
        "if-match": "*",
        "content-type": "application/json",
      });
      expect.refusal("answer", answer, "400 0x80048d19");
    },
  },
];
