import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { resource, roster } from "../testing/resources";
import { unknownInputs } from "./known-in-preview";

describe("known-in-preview", () => {
  it("names what policies look at and preview does not know, wherever it is nested", () => {
    const [roles] = unknownInputs(
      resource("RoleAssignments", "r", { signInName: UNKNOWN, roles: ["a", UNKNOWN] }),
    );
    expect(roles?.where).to.equal("signInName and roles");
    expect(unknownInputs(roster({ "a@contoso.com": UNKNOWN }))[0]?.where).to.equal("people");
  });

  it("is silent about what no policy looks at", () => {
    const known = { signInName: "a@contoso.com", roles: ["Salesperson"], mode: "additive" };
    expect(unknownInputs(resource("RoleAssignments", "r", { ...known, objectId: UNKNOWN }))).to.deep.equal(
      [],
    );
    expect(unknownInputs(resource("EnvironmentUser", "u", { signInName: UNKNOWN }))).to.deep.equal([]);
  });
});
