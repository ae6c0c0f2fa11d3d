import { expect } from "chai";
import type { RosterPerson } from "@bc-sales/dynamic-providers/inspect";
import { accountConflicts } from "./conflicts";
import { accountSetOfConfig, newAccountsOf, rolesOf, seatsOf, wishesOf } from "./accountSet";
import { parseConfig } from "./parse";

const config = parseConfig({
  "bc-sales:organizationUrl": "https://contoso.crm4.dynamics.com",
  "bc-sales:integrationUser": "bc@contoso.com",
  "bc-sales:salespeopleFiles": '["people.csv"]',
  "bc-sales:salespeopleLicenses": '["SALES"]',
});
const person = (name: string, own: Partial<RosterPerson> = {}): RosterPerson => ({
  signInName: `${name}@contoso.com`,
  displayName: name,
  ...own,
});
const PEOPLE = [
  person("anna"),
  person("ben", { roles: ["Sales Manager"] }),
  person("carla", { licenses: ["PREMIUM", "APPS"] }),
  person("dora", { roles: [], licenses: [] }),
];

describe("the account set of a configuration", () => {
  it("has a person's own lists instead of the common ones, also when they are empty", () => {
    const { salespeople } = accountSetOfConfig(config, PEOPLE);
    expect(wishesOf(salespeople!)).to.deep.equal([
      { signInName: "anna@contoso.com", roles: ["Salesperson"], licenses: ["SALES"] },
      { signInName: "ben@contoso.com", roles: ["Sales Manager"], licenses: ["SALES"] },
      { signInName: "carla@contoso.com", roles: ["Salesperson"], licenses: ["PREMIUM", "APPS"] },
      { signInName: "dora@contoso.com", roles: [], licenses: [] },
    ]);
  });

  it("needs a seat of a licence for those alone who are to hold it", () => {
    expect(seatsOf(accountSetOfConfig(config, PEOPLE))).to.deep.equal({
      SALES: ["anna@contoso.com", "ben@contoso.com"],
      PREMIUM: ["carla@contoso.com"],
      APPS: ["carla@contoso.com"],
    });
  });

  it("asks for the roles of everybody's list, and for no common one that nobody gets", () => {
    expect(rolesOf(accountSetOfConfig(config, PEOPLE))).to.have.members([
      "Basic User",
      "Salesperson",
      "Sales Manager",
    ]);
    expect(rolesOf(accountSetOfConfig(config, PEOPLE.slice(1, 2)))).to.have.members([
      "Basic User",
      "Sales Manager",
    ]);
  });

  it("has as new accounts those that the program makes, and no salespeople", () => {
    expect(newAccountsOf(accountSetOfConfig(config, PEOPLE))).to.deep.equal(["bc@contoso.com"]);
    const administrator = "anna.admin@contoso.com";
    const both = { ...config, administrator, createAdministrator: true, createIntegrationUser: false };
    expect(newAccountsOf(accountSetOfConfig(both, PEOPLE))).to.deep.equal([administrator]);
  });

  it("has no salespeople without a file", () => {
    const without = accountSetOfConfig({ ...config, salespeopleFiles: [] }, []);
    expect(without.salespeople).to.equal(undefined);
    expect(accountConflicts(without)).to.deep.equal([]);
  });
});
