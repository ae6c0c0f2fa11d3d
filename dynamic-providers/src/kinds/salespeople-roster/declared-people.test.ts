import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { declaredPeople } from "./declared-people";

describe("the people whom the inputs of a roster declare", () => {
  it("come with the roles and licences that are given", () => {
    const people = {
      "anna@contoso.com": { displayName: "Anna", roles: ["Salesperson"], licenses: ["SPE_E5"] },
    };
    expect(declaredPeople({ people })).to.deep.equal([
      { signInName: "anna@contoso.com", roles: ["Salesperson"], licenses: ["SPE_E5"] },
    ]);
  });

  it("come without what is not known yet, or is something else", () => {
    for (const people of [UNKNOWN, undefined, null, 7]) expect(declaredPeople({ people })).to.deep.equal([]);
    const people = { a: UNKNOWN, b: null, c: { roles: UNKNOWN, licenses: ["X", UNKNOWN, 7] } };
    expect(declaredPeople({ people })).to.deep.equal([
      { signInName: "a", roles: [], licenses: [] },
      { signInName: "b", roles: [], licenses: [] },
      { signInName: "c", roles: [], licenses: ["X"] },
    ]);
  });
});
