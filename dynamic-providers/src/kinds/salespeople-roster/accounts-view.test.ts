import { expect } from "chai";
import { couplingListOf } from "./accounts-view";

describe("the coupling list", () => {
  it("has the codes of those whose sign-in names have one, whatever the letter case", () => {
    const account = {
      objectId: "o",
      systemUserId: "s",
      email: "e",
      fullName: "n",
      madeHere: false,
      enabled: true,
      rolesInEffect: [],
    };
    const accounts = { "anna@contoso.com": account, "ben@contoso.com": account };
    expect(couplingListOf(accounts, { "Anna@Contoso.com": "AB", "carla@contoso.com": "CC" })).to.deep.equal([
      { signInName: "anna@contoso.com", name: "n", email: "e", systemUserId: "s", salespersonCode: "AB" },
      { signInName: "ben@contoso.com", name: "n", email: "e", systemUserId: "s" },
    ]);
  });
});
