import { expect } from "chai";
import { scrubber } from "./scrub";

describe("what is kept of a tenant's answers", () => {
  const scrub = scrubber({
    kind: "live",
    endpoints: {
      authority: "https://login.microsoftonline.com",
      metadata: "https://management.azure.com",
      graph: "https://graph.microsoft.com",
      powerPlatform: "https://api.bap.microsoft.com",
      dataverse: "https://fabrikam.crm4.dynamics.com",
    },
    scopes: { graph: "", powerPlatform: "", dataverse: "" },
    tenantId: "fabrikam.onmicrosoft.com",
    environmentId: "Default-4f0c",
    domain: "fabrikam.com",
    sku: "DYN365_ENTERPRISE_SALES",
    application: { clientId: "an-app", clientSecret: "s3cr3t~" },
    outsider: undefined,
  });

  const cases: readonly (readonly [what: string, text: string, kept: string])[] = [
    ["ids", "Id = 0A1b2c3d-0000-4000-8000-00000000000f Does Not Exist", "Id = {id} Does Not Exist"],
    ["ids without hyphens", "0a1b2c3d0000400080000000000000ff", "{id}"],
    ["sign-in names", "user jane.o'doe@contoso.com exists", "user {sign-in name} exists"],
    ["accounts of parity", "bcsales-parity-0a1b2c-member was", "{prefix}member was"],
    ["the host", "see https://fabrikam.crm4.dynamics.com/api/data", "see https://{host}/api/data"],
    ["tokens", "Bearer eyJhbGciOi.eyJhdWQi.c2ln", "Bearer {token}"],
    ["the secret", "secret s3cr3t~ is wrong", "secret {…} is wrong"],
    ["the environment", "environment Default-4f0c", "environment {…}"],
    ["the domain", "domain fabrikam.com", "domain {…}"],
  ];
  for (const [what, text, kept] of cases) {
    it(`has ${what} taken out`, () => {
      expect(scrub(text)).to.equal(kept);
    });
  }

  it("keeps codes, statuses, keys and types, however deep", () => {
    const value = {
      seen: ["400 0x80041409", { code: "userNotLicensed", status: 400, none: null }],
      same: true,
    };
    expect(scrub(value)).to.deep.equal(value);
  });

  it("is short", () => {
    expect(scrub("word ".repeat(1000))).to.have.length(401);
  });
});
