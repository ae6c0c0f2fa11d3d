import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ConfigError, parseConfig } from "./parse";
import { salespeopleFiles } from "./salespeopleFiles";
import { configKeys } from "./schema";

const valid = {
  "bc-sales:organizationUrl": "https://contoso.crm4.dynamics.com",
  "bc-sales:integrationUser": "bc.integration@contoso.com",
};

function messages(raw: Record<string, string>, encrypted?: readonly string[]): readonly string[] {
  try {
    parseConfig(raw, encrypted);
  } catch (error) {
    if (error instanceof ConfigError) return error.messages;
    throw error;
  }
  return [];
}

describe("the stack's configuration", () => {
  it("needs an organization and an integration user, and has a default for everything else", () => {
    const config = parseConfig(valid);
    expect(config.cloud).to.equal("public");
    expect(config.connectionEstablished).to.equal(false);
    expect(config.administratorRoles).to.deep.equal([
      "System Administrator",
      "System Customizer",
      "Sales Manager",
    ]);
    expect(config.salespeopleRoles).to.deep.equal(["Salesperson"]);
    expect(config.onDestroy).to.equal("keep");
  });

  it("takes booleans and lists as Pulumi hands them over, as JSON text", () => {
    const config = parseConfig({
      ...valid,
      "bc-sales:connectionEstablished": "true",
      "bc-sales:salespeopleRoles": '["Salesperson","Sales Manager"]',
    });
    expect(config.connectionEstablished).to.equal(true);
    expect(config.salespeopleRoles).to.deep.equal(["Salesperson", "Sales Manager"]);
  });

  it("takes one file of salespeople, a list of files, or both, each file once", () => {
    const one = "bc-sales:salespeopleFile";
    const several = "bc-sales:salespeopleFiles";
    const files = (raw: Record<string, string>) => salespeopleFiles(parseConfig({ ...valid, ...raw }));
    expect(files({})).to.deep.equal([]);
    expect(files({ [one]: "", [several]: "[]" })).to.deep.equal([]);
    expect(files({ [one]: "a.csv" })).to.deep.equal(["a.csv"]);
    expect(files({ [several]: '["a.csv","b.csv"]' })).to.deep.equal(["a.csv", "b.csv"]);
    expect(files({ [one]: "c.csv", [several]: '["a.csv","c.csv"]' })).to.deep.equal(["c.csv", "a.csv"]);
  });

  it("keeps a password that looks like a number or like JSON as it is", () => {
    expect(
      parseConfig({ ...valid, "bc-sales:integrationUserPassword": "12345678" }).integrationUserPassword,
    ).to.equal("12345678");
    expect(
      parseConfig({ ...valid, "bc-sales:integrationUserPassword": "true" }).integrationUserPassword,
    ).to.equal("true");
  });

  it("treats empty text as not given", () => {
    const config = parseConfig({
      ...valid,
      "bc-sales:environmentId": "",
      "bc-sales:administrator": "",
      "bc-sales:salespeopleFile": "",
      "bc-sales:usageLocation": "",
    });
    expect(config.environmentId).to.equal(undefined);
    expect(config.administrator).to.equal(undefined);
    expect(config.salespeopleFile).to.equal(undefined);
    expect(config.usageLocation).to.equal(undefined);
  });

  it("reports every problem at once, each with its key and the command that mends it", () => {
    const found = messages({
      "bc-sales:organizationUrl": "http://contoso.crm4.dynamics.com",
      "bc-sales:environmentId": "sales",
      "bc-sales:cloud": "mars",
      "bc-sales:connectionEstablished": "perhaps",
    });
    expect(found).to.have.length(5);
    for (const key of [
      "organizationUrl",
      "environmentId",
      "cloud",
      "connectionEstablished",
      "integrationUser",
    ]) {
      expect(found.filter((message) => message.startsWith(`bc-sales:${key} `))).to.have.length(1);
      expect(found.join("\n")).to.contain(`pulumi config set bc-sales:${key} VALUE`);
    }
    expect(found.find((message) => message.includes("integrationUser "))).to.contain("is not set");
  });

  it("names the element of a list that is wrong", () => {
    expect(messages({ ...valid, "bc-sales:salespeopleRoles": '["Salesperson",""]' })[0]).to.match(
      /^bc-sales:salespeopleRoles\.1 must not be empty/,
    );
  });

  it("refuses a misspelled key and lists the known ones", () => {
    const [message] = messages({ ...valid, "bc-sales:organisationUrl": "https://x.crm.dynamics.com" });
    expect(message).to.contain("bc-sales:organisationUrl is not a configuration key");
    expect(message).to.contain("organizationUrl");
  });

  it("leaves the keys of other packages alone", () => {
    expect(messages({ ...valid, "azuread:tenantId": "x", "pulumi:tags": "{}" })).to.deep.equal([]);
  });

  it("asks for a usage location where an account made here gets a licence", () => {
    const [message] = messages({
      ...valid,
      "bc-sales:integrationUserLicenses": '["DYN365_ENTERPRISE_SALES"]',
    });
    expect(message).to.match(/^bc-sales:usageLocation must be set: integrationUserLicenses/);
  });

  it("takes a number of people who may leave, or nothing", () => {
    const given = (maxRemovals: string) => ({ ...valid, "bc-sales:maxRemovals": maxRemovals });
    expect(messages(given("40"))).to.deep.equal([]);
    expect(messages(given(""))).to.deep.equal([]);
    for (const wrong of ["-1", "1.5", "many"]) {
      expect(messages(given(wrong)).join(), wrong).to.contain("bc-sales:maxRemovals");
    }
  });

  it("releases only licences that are named", () => {
    const [message] = messages({ ...valid, "bc-sales:releaseLicense": "true" });
    expect(message).to.match(/^bc-sales:releaseLicense needs integrationUserLicenses/);
  });

  it("reports an address that is none beside the other problems", () => {
    const found = messages({ ...valid, "bc-sales:organizationUrl": "contoso", "bc-sales:cloud": "mars" });
    expect(found).to.have.length(2);
    expect(found[0]).to.match(/^bc-sales:organizationUrl must be an https address/);
  });

  it("refuses secrets in plain text beside the other problems, where it is known which are encrypted", () => {
    const secrets = { "bc-sales:integrationUserPassword": "S3cret!", "azuread:clientSecret": "hidden" };
    const keys = Object.keys(secrets);
    expect(() => parseConfig({ ...valid, ...secrets })).to.not.throw();
    expect(() => parseConfig({ ...valid, ...secrets }, keys)).to.not.throw();
    const found = messages({ ...valid, ...secrets, "bc-sales:cloud": "mars" }, []);
    expect(found).to.have.length(3);
    for (const [index, key] of keys.entries()) {
      expect(found[index + 1])
        .to.contain(key)
        .and.to.contain(`pulumi config set --secret ${key}`);
    }
    expect(found.join()).to.not.contain("S3cret!").and.to.not.contain("hidden");
  });

  it("never repeats a secret in a message", () => {
    const found = messages({ "bc-sales:integrationUserPassword": "S3cret-value!" });
    expect(found).to.not.be.empty;
    expect(found.join("\n")).to.not.contain("S3cret-value!");
  });

  it("knows exactly the keys that Pulumi.yaml describes, but for the sandbox's endpoints and the secret password", () => {
    const project = readFileSync(join(__dirname, "..", "..", "..", "Pulumi.yaml"), "utf8");
    const described = [...project.slice(project.indexOf("\nconfig:")).matchAll(/^ {2}(\w+):$/gm)].map(
      ([, key]) => key,
    );
    expect([...configKeys].sort()).to.deep.equal(
      [...described, "endpoints", "integrationUserPassword"].sort(),
    );
  });
});
