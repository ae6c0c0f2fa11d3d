import { expect } from "chai";
import { account, catalog, role, sku, user, wish } from "./audit.test.support";
import { compareAccount, type FoundAccount } from "./compare";
import { seatFindings } from "./seats";
import type { AccountWish } from "./wishes";

/** `aspect: message` of everything that is different. */
function found(change: Partial<AccountWish>, there: FoundAccount, tenant = catalog): string[] {
  return compareAccount({ ...wish, ...change }, there, tenant).aspects.flatMap(({ aspect, findings }) =>
    findings.map(({ message }) => `${aspect}: ${message}`),
  );
}

describe("an account beside what is wanted of it", () => {
  it("is as wanted with its roles and licences, whoever granted more", () => {
    const more = { ...user, roles: [...user.roles, role("Basic User")] };
    expect(found({}, { account, user: more })).to.deep.equal([]);
  });

  it("has a licence also where a group gives it", () => {
    const inherited = { ...account, licenses: [{ skuId: "id of SALES", assignedByGroup: "group" }] };
    expect(found({}, { account: inherited, user })).to.deep.equal([]);
  });

  it("lacks everything where Entra does not have it", () => {
    expect(found({}, { account: undefined, user: undefined })).to.deep.equal([
      "account: Entra has no account with this sign-in name.",
      "environment: The account is not in the environment.",
      'roles: The security role "Salesperson" is missing.',
      "licences: The licence SALES is missing.",
    ]);
  });

  it("that is declared disabled is to be so, or not there, and nothing else of it in the environment counts", () => {
    const off = { enabled: false, businessUnit: "Sales", teams: ["BCI"] };
    expect(found(off, { account, user: { ...user, disabled: true, roles: [] } })).to.deep.equal([]);
    expect(found(off, { account, user: undefined })).to.deep.equal([]);
    expect(found(off, { account: { ...account, accountEnabled: false }, user: undefined })).to.deep.equal([]);
    expect(found(off, { account, user })).to.deep.equal([
      "environment: The user is enabled in the environment and is declared disabled.",
    ]);
    expect(found(off, { account: { ...account, licenses: [] }, user: undefined })).to.deep.equal([
      "licences: The licence SALES is missing.",
    ]);
  });

  it("is not there for the reason that the reconciler would give", () => {
    const group = { ...catalog, environment: { ...catalog.environment, securityGroupId: "group" } };
    const [message] = found({}, { account, user: undefined }, group);
    expect(message).to.equal(
      "environment: The account does not appear in the environment Contoso Sales, which admits only members of the security group group.",
    );
  });

  it("still holds a licence that is to be released", () => {
    expect(found({ licenses: [], released: ["SALES"] }, { account, user })).to.deep.equal([
      "licences: The licence SALES is still held and is to be released.",
    ]);
  });

  it("has other service plans off than are named", () => {
    const plans = (...names: string[]) => ({
      ...account,
      licenses: [
        {
          skuId: "id of SALES",
          assignedByGroup: undefined,
          disabledPlans: names.map((name) => `id of ${name}`),
        },
      ],
    });
    const wanted = { licenses: ["SALES -PROJECT_ESSENTIALS"] };
    expect(found(wanted, { account: plans("PROJECT_ESSENTIALS"), user })).to.deep.equal([]);
    expect(found(wanted, { account: plans("SHAREPOINTWAC"), user })).to.deep.equal([
      'licences: Other service plans are off than wanted: "SALES -SHAREPOINTWAC".',
    ]);
    expect(found({}, { account: plans("SHAREPOINTWAC"), user })).to.deep.equal([]);
    const [license] = plans().licenses;
    const ofGroup = { ...account, licenses: [{ ...license!, assignedByGroup: "group" }] };
    expect(found(wanted, { account: ofGroup, user })[0]).to.contain("comes from a group");
  });

  it("has another usage location, business unit or profile, and is not in a team", () => {
    const wanted = {
      usageLocation: "DE",
      businessUnit: "contoso europe",
      teams: ["bci - contoso"],
      profile: {
        signInName: "anna@contoso.com",
        displayName: "Anna",
        jobTitle: "Seller",
        businessPhone: "1",
      },
    };
    expect(found(wanted, { account, user })).to.deep.equal([
      'profile: jobTitle is empty, not "Seller".',
      'profile: businessPhones is empty, not "1".',
      "usage location: The usage location is US, not DE.",
      'business unit: The business unit is "Contoso", not "Contoso Europe".',
      'teams: The user is not in the team "BCI - Contoso".',
    ]);
    const right = {
      account: { ...account, usageLocation: "DE", profile: { jobTitle: "Seller", businessPhones: "1" } },
      user: { ...user, businessUnitId: "europe", systemUserId: "member" },
    };
    const roles = { roles: [] };
    expect(found({ ...wanted, ...roles }, right)).to.deep.equal([]);
    expect(found({ businessUnit: "Contoso Erope", teams: ["BCI"] }, { account, user })).to.have.length(2);
  });

  it("is told the nearest names where a role or a licence does not exist", () => {
    const report = compareAccount(
      { ...wish, roles: ["Salespersn"], licenses: ["SALE"] },
      { account, user },
      catalog,
    );
    const findings = report.aspects.flatMap((aspect) => aspect.findings);
    expect(findings.map(({ remedy }) => remedy)).to.satisfy((remedies: string[]) =>
      remedies.every((remedy) => remedy.includes("Did you mean")),
    );
    expect(findings).to.have.length(2);
  });
});

describe("the seats of all together", () => {
  it("are too few when more people lack a licence than are free", () => {
    const people = ["a", "b", "c"].map((signInName) => ({
      wish: { ...wish, signInName },
      found: { account: { ...account, licenses: [] }, user },
    }));
    expect(seatFindings(people, [sku("SALES", 2)])[0]?.message).to.contain("SALES is 1 seat short");
    expect(seatFindings(people, [sku("SALES", 3)])).to.deep.equal([]);
  });
});
