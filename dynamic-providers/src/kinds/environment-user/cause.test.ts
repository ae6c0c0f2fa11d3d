import { expect } from "chai";
import type { EntraUser } from "../../clients/graph/graph";
import { type Absence, causeOf } from "./cause";

const SALES = "1e1a282c-9c54-43a2-9310-98ef728faace";

const account: EntraUser = {
  objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  userPrincipalName: "anna@contoso.com",
  accountEnabled: true,
  displayName: "Anna",
  mail: undefined,
  usageLocation: "DE",
  userType: "Member",
  licenses: [{ skuId: SALES, assignedByGroup: undefined }],
  profile: {},
};

const absence: Absence = {
  signInName: "anna@contoso.com",
  account,
  environment: {
    environmentId: "e",
    displayName: "Contoso Sales",
    organizationUrl: "https://contoso.crm4.dynamics.com",
    securityGroupId: undefined,
    administrationMode: false,
  },
  refusedForLicense: false,
  partNumbers: new Map([[SALES, "DYN365_ENTERPRISE_SALES"]]),
};
const grouped = { ...absence.environment, securityGroupId: "3f2504e0-4f89-41d3-9a0c-0305e82c3309" };

const message = (change: Partial<Absence>) => causeOf({ ...absence, ...change }).message;

describe("the cause of an absence", () => {
  it("names the person and the environment, and always has a remedy", () => {
    const cases: Partial<Absence>[] = [
      {},
      { account: undefined },
      { account: { ...account, accountEnabled: false } },
      { account: { ...account, licenses: [] } },
      { refusedForLicense: true },
      { environment: grouped },
    ];
    const messages = cases.map(message);
    for (const text of messages) expect(text).to.contain("anna@contoso.com").and.to.contain("Contoso Sales");
    expect(new Set(messages).size).to.equal(cases.length);
    for (const one of cases) expect(causeOf({ ...absence, ...one }).remedy).not.to.equal("");
  });

  it("is the blocked account before anything about licences", () => {
    expect(message({ account: { ...account, accountEnabled: false, licenses: [] } })).to.contain("blocked");
  });

  it("is the missing licence before the security group", () => {
    expect(message({ account: { ...account, licenses: [] }, environment: grouped })).to.contain("no licence");
  });

  it("names the licences that did not do", () => {
    expect(message({ refusedForLicense: true })).to.contain("DYN365_ENTERPRISE_SALES");
  });

  it("names the security group", () => {
    expect(message({ environment: grouped })).to.contain("3f2504e0-4f89-41d3-9a0c-0305e82c3309");
  });
});
