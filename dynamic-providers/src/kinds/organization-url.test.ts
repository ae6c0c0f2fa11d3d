import { expect } from "chai";
import { UNKNOWN } from "../adapter/unknown";
import { checkOrganizationUrl } from "./organization-url";

const accepted = (address: string) => {
  const { organizationUrl, problems } = checkOrganizationUrl(address);
  return problems.length === 0 ? organizationUrl : undefined;
};

describe("the address of an organization", () => {
  it("becomes its origin", () => {
    expect(accepted("https://Contoso.CRM4.dynamics.com/")).to.equal("https://contoso.crm4.dynamics.com");
    expect(accepted("https://localhost:28443")).to.equal("https://localhost:28443");
  });

  it("may be unknown in preview", () => {
    expect(accepted(UNKNOWN)).to.equal(UNKNOWN);
  });

  it("may be plain http on loopback only", () => {
    expect(accepted("http://127.0.0.1:8080")).to.equal("http://127.0.0.1:8080");
    expect(accepted("http://contoso.crm4.dynamics.com")).to.equal(undefined);
  });

  it("has no path, query, fragment or credentials", () => {
    for (const address of [
      "contoso.crm4.dynamics.com",
      "https://contoso.crm4.dynamics.com/main.aspx",
      "https://contoso.crm4.dynamics.com/?a=b",
      "https://contoso.crm4.dynamics.com/#a",
      "https://me:pw@contoso.crm4.dynamics.com/",
    ]) {
      expect(accepted(address), address).to.equal(undefined);
    }
    expect(checkOrganizationUrl("contoso").problems[0]).to.deep.include({ where: "organizationUrl" });
  });
});
