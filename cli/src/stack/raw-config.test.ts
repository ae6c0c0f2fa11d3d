import { expect } from "chai";
import { credentialProblems, encryptedProblems, rawConfig } from "./raw-config";

describe("the configuration of a stack, read without Pulumi", () => {
  it("lies over the project's defaults, and both are text as a program receives it", () => {
    const { values } = rawConfig(
      "bc-sales",
      {
        cloud: { type: "string", default: "public" },
        flag: { value: true },
        roles: { default: ["A"] },
        needed: { type: "string" },
      },
      { "bc-sales:cloud": "gcc", "bc-sales:endpoints": { graph: "x" }, "azuread:tenantId": "t" },
    );
    expect(values).to.deep.equal({
      "bc-sales:cloud": "gcc",
      "bc-sales:flag": "true",
      "bc-sales:roles": '["A"]',
      "bc-sales:endpoints": '{"graph":"x"}',
      "azuread:tenantId": "t",
    });
  });

  it("gives a key without a namespace that of the project", () => {
    expect(rawConfig("crm", { cloud: "gcc" }, {}).values).to.deep.equal({ "crm:cloud": "gcc" });
  });

  it("leaves out what is encrypted, at any depth, and a default under it", () => {
    const { values, encrypted } = rawConfig(
      "bc-sales",
      { administrator: { default: "anna@contoso.com" } },
      {
        "bc-sales:administrator": { secure: "v1:x" },
        "bc-sales:salespeopleRoles": ["A", { secure: "v1:y" }],
      },
    );
    expect(values).to.deep.equal({});
    expect(encrypted).to.deep.equal(["bc-sales:administrator", "bc-sales:salespeopleRoles"]);
  });

  it("complains of encrypted values that are needed, and not of the password, which is not", () => {
    const problems = encryptedProblems(
      ["bc-sales:administrator", "bc-sales:integrationUserPassword", "azuread:clientSecret"],
      "Pulumi.prod.yaml",
    );
    expect(problems.map(({ message }) => message)).to.deep.equal([
      "bc-sales:administrator is encrypted, and only Pulumi can read it.",
    ]);
  });

  it("names the variable in which an encrypted credential can be given", () => {
    const [problem] = credentialProblems(["azuread:clientCertificatePassword"], "Pulumi.prod.yaml");
    expect(problem?.remedy).to.contain("ARM_CLIENT_CERTIFICATE_PASSWORD");
  });
});
