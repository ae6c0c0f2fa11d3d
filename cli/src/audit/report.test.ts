import { expect } from "chai";
import { account, catalog, user, wish } from "./audit.test.support";
import { compareAccount } from "./compare";
import { groupOf, someNames } from "./group";
import { minimumQuestions } from "./minima";
import { type AuditReport, reportOf } from "./report";
import { auditText } from "./text";
import { withoutUntold } from "./untold";

const check = (state: AuditReport["readiness"][number]["state"], id = "x") => ({
  ...{ id, title: "T.", state, detail: "", businessCentral: "", remedy: "" },
});
const parts = {
  stack: "prod",
  environment: {
    displayName: "Contoso",
    environmentId: "e",
    organizationUrl: "https://contoso.crm4.dynamics.com",
  },
  lookedAt: "2026-01-01T00:00:00.000Z",
  accounts: [],
  seats: [],
  permissions: [],
  readiness: [],
};

describe("the report of an audit", () => {
  it("is as wanted when nothing differs and nothing stayed unknown", () => {
    expect(reportOf({ ...parts, readiness: [check("ok"), check("not applicable")] })).to.include({
      asWanted: true,
      differences: 0,
      unknown: 0,
    });
    expect(reportOf({ ...parts, readiness: [check("unknown")] })).to.include({ asWanted: false, unknown: 1 });
    expect(reportOf({ ...parts, readiness: [check("failed")] })).to.include({
      asWanted: false,
      differences: 1,
    });
  });

  it("tells the same finding of many people once, and counts those that a line does not name", () => {
    const people = Array.from({ length: 30 }, (_, index) =>
      compareAccount(
        { ...wish, signInName: `p${String(index)}@contoso.com` },
        { account, user: index < 12 ? { ...user, roles: [] } : user },
        catalog,
      ),
    );
    const { asWanted, findings } = groupOf(people);
    expect(asWanted).to.have.length(18);
    expect(findings).to.have.length(1);
    expect(findings[0]?.signInNames).to.have.length(12);
    const text = auditText(reportOf({ ...parts, accounts: people }), false);
    expect(text.split("\n").filter((line) => line.includes('"Salesperson" is missing'))).to.have.length(1);
    expect(text).to.contain("p9@contoso.com and 2 more");
    expect(text).to.contain("12 differences.");
  });

  it("shows ten findings of a role that lacks dozens of privileges, and how many more there are", () => {
    const findings = Array.from({ length: 66 }, (_, index) => ({
      message: `Row ${String(index)}.`,
      remedy: "",
    }));
    const permissions = [
      { subject: "BC", minimum: "M", state: "different" as const, required: 78, findings },
    ];
    const text = auditText(reportOf({ ...parts, permissions }), false);
    expect(text.match(/- Row/g)).to.have.length(10);
    expect(text).to.contain("and 56 more");
  });

  it("keeps what Business Central says on its line", () => {
    const failed = { ...check("failed"), businessCentral: "One.\nTwo." };
    expect(auditText(reportOf({ ...parts, readiness: [failed] }), false)).to.contain("says: One. Two.\n");
  });

  it("names up to ten people", () => {
    expect(someNames(["a", "b"])).to.equal("a, b");
    expect(someNames(["a", "b", "c"], 2)).to.equal("a, b and 1 more");
  });

  it("takes a check of what the stack does not tell for one that does not apply", () => {
    const [untold] = withoutUntold([check("unknown", "currency")], {});
    expect(untold?.state).to.equal("not applicable");
    const [told] = withoutUntold([check("unknown", "currency")], { localCurrency: "EUR" });
    expect(told?.state).to.equal("unknown");
  });
});

describe("whose minimum permissions are looked at", () => {
  const person = { objectId: "o", signInName: "bc@contoso.com" };
  const config = {
    administrator: undefined,
    productAvailabilityRole: undefined,
    salespeopleFile: undefined,
    salespeopleFiles: [],
  };
  const holders = { administrator: undefined, integrationUser: person };

  it("is the role before Business Central has connected, and the user besides afterwards", () => {
    const before = minimumQuestions({ ...config, connectionEstablished: false }, holders);
    expect(before.map(({ holder }) => Object.keys(holder))).to.deep.equal([["role"]]);
    const afterwards = minimumQuestions({ ...config, connectionEstablished: true }, holders);
    expect(afterwards.at(-1)?.holder).to.deep.equal(person);
  });

  it("is the role for stock where the stack has one", () => {
    const questions = minimumQuestions(
      {
        ...config,
        connectionEstablished: false,
        productAvailabilityRole: "Stock",
        salespeopleFile: "people.csv",
        salespeopleFiles: [],
      },
      holders,
    );
    expect(questions.at(-1)).to.deep.equal({
      minimum: "product-availability-user",
      holder: { role: "Stock" },
    });
  });
});
