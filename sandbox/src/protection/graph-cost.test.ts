import { expect } from "chai";
import { parseTarget } from "../http/target";
import { graphCost } from "./graph-cost";

// Microsoft Graph service-specific throttling limits, identity and access: GET users 2, subscribedSkus 3,
// licenseDetails 2, any other GET 1, any write 1; $select one less, $expand one more, $top below 20 one less, never
// below 1.
const cases: [method: string, target: string, units: number][] = [
  ["GET", "/v1.0/users", 2],
  ["GET", "/beta/users?$expand=manager", 3],
  ["GET", "/v1.0/users?$select=id", 1],
  ["GET", "/v1.0/users?$select=id&$top=5", 1],
  ["GET", "/v1.0/users?$top=20", 2],
  ["GET", "/v1.0/users?%24top=19&$expand=manager", 2],
  ["GET", "/v1.0/subscribedSkus", 3],
  ["GET", "/v1.0/subscribedSkus?$select=skuId", 2],
  ["GET", "/v1.0/users/x/licenseDetails", 2],
  ["GET", "/v1.0/users/x", 1],
  ["GET", "/v1.0/users/x?$select=id", 1],
  ["POST", "/v1.0/users?$select=id", 1],
  ["PATCH", "/v1.0/users/x", 1],
  ["DELETE", "/v1.0/users/x", 1],
];

describe("the price of a Graph request", () => {
  for (const [method, target, units] of cases) {
    it(`is ${units} for ${method} ${target}`, () => {
      expect(graphCost({ method, ...parseTarget(target) })).to.deep.equal({
        units,
        isWrite: method !== "GET",
      });
    });
  }
});
