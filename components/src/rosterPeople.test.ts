import { expect } from "chai";
import { rosterPeople } from "./rosterPeople";

const common = { roles: ["Salesperson"], rolesForAll: [], licenses: ["SALES"], usageLocation: undefined };

describe("the people of a roster", () => {
  it("get the common roles, licences and usage location", () => {
    const list = [{ signInName: "anna@contoso.com", displayName: "Anna" }];
    expect(rosterPeople(list, { ...common, usageLocation: "DE" }).people).to.deep.equal({
      "anna@contoso.com": {
        displayName: "Anna",
        roles: ["Salesperson"],
        licenses: ["SALES"],
        usageLocation: "DE",
      },
    });
  });

  it("keep their own instead, but for the role that each of them gets", () => {
    const own = { roles: ["Sales Manager"], licenses: [], usageLocation: "US" };
    const list = [{ signInName: "anna@contoso.com", displayName: "Anna", ...own }];
    const wanted = { ...common, rolesForAll: ["Stock"], usageLocation: "DE" };
    expect(rosterPeople(list, wanted).people["anna@contoso.com"]).to.deep.equal({
      displayName: "Anna",
      roles: ["Sales Manager", "Stock"],
      licenses: [],
      usageLocation: "US",
    });
  });

  it("are known by their sign-in names as Entra compares them", () => {
    const list = [{ signInName: "ZOE\u0308@Contoso.com", displayName: "Zoë", salespersonCode: "ZB" }];
    const { people, salespersonCodes } = rosterPeople(list, common);
    expect(Object.keys(people)).to.deep.equal(["zo\u00EB@contoso.com"]);
    expect(salespersonCodes).to.deep.equal({ "zo\u00EB@contoso.com": "ZB" });
  });

  it("take business unit and object id along, and leave the code of Business Central to the coupling list", () => {
    const known = { businessUnit: "North", objectId: "11111111-2222-3333-4444-555555555555" };
    const list = [{ signInName: "anna@contoso.com", displayName: "Anna", salespersonCode: "AB", ...known }];
    const { people, salespersonCodes } = rosterPeople(list, common);
    expect(people["anna@contoso.com"]).to.include(known).and.to.not.have.property("salespersonCode");
    expect(salespersonCodes).to.deep.equal({ "anna@contoso.com": "AB" });
  });
});
