import { expect } from "chai";
import type { AccountSet } from "./accountSet";
import { accountConflicts } from "./conflicts";

/** An account set without fault, changed by what a test gives. */
function accounts(change: {
  administrator?: string;
  integrationUser?: string;
  salespeople?: string[];
  roles?: { administrator?: string[]; integrationUser?: string[]; salespeople?: string[] };
}): AccountSet {
  return {
    administrator: {
      signInNames: [change.administrator ?? "admin@contoso.com"],
      roles: change.roles?.administrator ?? ["System Administrator", "System Customizer", "Sales Manager"],
      licenses: [],
    },
    integrationUser: {
      signInNames: [change.integrationUser ?? "bc@contoso.com"],
      roles: change.roles?.integrationUser ?? ["Basic User"],
      licenses: [],
    },
    salespeople: {
      signInNames: change.salespeople ?? ["anna@contoso.com", "ben@contoso.com"],
      roles: change.roles?.salespeople ?? ["Salesperson"],
      licenses: [],
    },
  };
}

const messages = (set: AccountSet) => accountConflicts(set).map((problem) => problem.message);
const places = (set: AccountSet) => accountConflicts(set).map((problem) => problem.where);

describe("conflicts between accounts", () => {
  it("are none between different people with the roles of the article", () => {
    expect(accountConflicts(accounts({}))).to.deep.equal([]);
  });

  it("refuse the administrator as the integration user, whatever the letter case", () => {
    const [problem] = accountConflicts(accounts({ integrationUser: "Admin@Contoso.com" }));
    expect(problem?.where).to.equal("integrationUser");
    expect(problem?.message).to.contain("admin@contoso.com");
    expect(problem?.remedy).to.contain("dedicated account");
  });

  it("refuse a person who is listed more than once, with one message", () => {
    expect(
      messages(accounts({ salespeople: ["anna@contoso.com", "ANNA@contoso.com", "Anna@contoso.com"] })),
    ).to.deep.equal(["anna@contoso.com is in the list more than once."]);
  });

  it("take composed and decomposed letters for the same name", () => {
    expect(messages(accounts({ salespeople: ["zoë@contoso.com", "zoe\u0308@contoso.com"] }))).to.have.length(
      1,
    );
  });

  it("refuse the administrator and the integration user among the salespeople", () => {
    expect(messages(accounts({ salespeople: ["bc@contoso.com", "admin@contoso.com"] }))).to.deep.equal([
      "admin@contoso.com is the administrator and cannot be a salesperson besides.",
      "bc@contoso.com is the integration user and cannot be a salesperson besides.",
    ]);
  });

  it("are reported all at once", () => {
    const name = "a@contoso.com";
    const set = accounts({ administrator: name, integrationUser: name, salespeople: [name, name] });
    expect(accountConflicts(set)).to.have.length(4);
  });

  it("refuse System Administrator for the integration user and for salespeople, by name and by template id", () => {
    expect(
      places(accounts({ roles: { integrationUser: ["Basic User", "system administrator"] } })),
    ).to.deep.equal(["integrationUser.roles"]);
    expect(
      places(accounts({ roles: { salespeople: ["627090ff-40a3-4053-8790-584edc5be201"] } })),
    ).to.deep.equal(["salespeople.roles"]);
  });

  it("refuse System Administrator in a salesperson's own list", () => {
    const set = accounts({});
    const own = [{ signInName: "ben@contoso.com", roles: ["Salesperson", "System Administrator"] }];
    expect(messages({ ...set, salespeople: { ...set.salespeople!, own } })).to.deep.equal([
      "ben@contoso.com is a salesperson and must not hold System Administrator.",
    ]);
  });

  it("ask for a role of the administrator that is not administrative", () => {
    const administrative = ["System Administrator", "System Customizer"];
    expect(places(accounts({ roles: { administrator: administrative } }))).to.deep.equal([
      "administrator.roles",
    ]);
    expect(places(accounts({ roles: { administrator: [] } }))).to.deep.equal(["administrator.roles"]);
  });

  it("ask for a role of the integration user", () => {
    expect(places(accounts({ roles: { integrationUser: [] } }))).to.deep.equal(["integrationUser.roles"]);
  });
});
