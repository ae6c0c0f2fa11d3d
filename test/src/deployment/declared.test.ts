import { expect } from "chai";
import { declaredBy, type DeclaredResource } from "./declared";

describe("what the account set declares", () => {
  const accounts = [
    { existing: "anna@contoso.com" },
    { create: { userPrincipalName: "anna@contoso.com", displayName: "Anna" } },
  ];

  for (const account of accounts) {
    const name = "existing" in account ? "exists" : "is made";
    it(`waits for the environment, which refuses first, when an account ${name}`, async () => {
      const { resources } = await declaredBy({
        environment: { organizationUrl: "https://contoso.crm4.dynamics.com" },
        administrator: { account, licenses: ["DYN365_ENTERPRISE_SALES"] },
        integrationUser: {
          account: { existing: "bc@contoso.com" },
          licenses: ["DYN365_ENTERPRISE_SALES"],
          connectionEstablished: true,
          releaseLicense: true,
        },
        salespeople: { people: [{ signInName: "ben@contoso.com", displayName: "Ben" }] },
      });
      const isAfter = (resource: DeclaredResource): boolean =>
        resource.dependencies.some(
          (one) =>
            one === "sales-environment" || resources.some((other) => other.name === one && isAfter(other)),
        );
      const early = resources.filter((resource) => !isAfter(resource)).map((resource) => resource.name);
      expect(early).to.deep.equal(["sales-environment"]);
      expect(resources.map((resource) => resource.name)).to.include("sales-administrator-license");
    }).timeout(60_000);
  }

  for (const account of accounts) {
    const name = "existing" in account ? "exists" : "is made";
    it(`protects all that the integration user is and holds when asked, and nobody else; the account ${name}`, async () => {
      const declaredWith = async (protection: object) => {
        const { resources } = await declaredBy({
          environment: { organizationUrl: "https://contoso.crm4.dynamics.com" },
          administrator: { account: { existing: "ben@contoso.com" } },
          integrationUser: { account, licenses: ["DYN365_ENTERPRISE_SALES"], ...protection },
          salespeople: { people: [] },
        });
        const named = (protect: boolean) =>
          resources.filter((resource) => resource.protect === protect).map((resource) => resource.name);
        return { protected: named(true), open: named(false) };
      };
      const asked = await declaredWith({ protect: true });
      for (const part of ["license", "user", "roles", "access-mode"])
        expect(asked.protected).to.include(`sales-integration-user-${part}`);
      expect(asked.protected.includes("sales-integration-user-account")).to.equal(name === "is made");
      expect(asked.open.filter((one) => one.includes("integration-user"))).to.deep.equal([]);
      expect(asked.protected.filter((one) => !one.includes("integration-user"))).to.deep.equal([]);
      expect((await declaredWith({})).protected).to.deep.equal([]);
    }).timeout(60_000);
  }
});
