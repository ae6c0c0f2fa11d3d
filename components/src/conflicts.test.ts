import { expect } from "chai";
import { accountConflicts } from "./conflicts";

const separate = {
  administrator: "admin@contoso.com",
  integrationUser: "bc@contoso.com",
  salespeople: ["anna@contoso.com", "ben@contoso.com"],
};

describe("conflicts between accounts", () => {
  it("finds none between different people", () => {
    expect(accountConflicts(separate)).to.deep.equal([]);
  });

  it("refuses the administrator as the integration user, whatever the letter case", () => {
    const [problem] = accountConflicts({ ...separate, integrationUser: "Admin@Contoso.com" });
    expect(problem?.where).to.equal("integrationUser");
    expect(problem?.message).to.contain("admin@contoso.com");
    expect(problem?.remedy).to.contain("dedicated account");
  });

  it("refuses a person who is listed twice, once for each person", () => {
    const problems = accountConflicts({
      ...separate,
      salespeople: ["anna@contoso.com", "ANNA@contoso.com", "Anna@contoso.com"],
    });
    expect(problems.map((problem) => problem.message)).to.deep.equal([
      "anna@contoso.com is in the list more than once.",
    ]);
  });

  it("takes composed and decomposed letters for the same name", () => {
    expect(
      accountConflicts({ ...separate, salespeople: ["zoë@contoso.com", "zoe\u0308@contoso.com"] }),
    ).to.have.length(1);
  });

  it("refuses the administrator and the integration user among the salespeople", () => {
    const problems = accountConflicts({ ...separate, salespeople: ["bc@contoso.com", "admin@contoso.com"] });
    expect(problems.map((problem) => problem.message)).to.deep.equal([
      "admin@contoso.com is the administrator and cannot be a salesperson besides.",
      "bc@contoso.com is the integration user and cannot be a salesperson besides.",
    ]);
  });

  it("reports all of them at once", () => {
    expect(
      accountConflicts({
        administrator: "a@contoso.com",
        integrationUser: "a@contoso.com",
        salespeople: ["a@contoso.com", "a@contoso.com"],
      }),
    ).to.have.length(4);
  });
});
