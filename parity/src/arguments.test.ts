import { expect } from "chai";
import { parseArguments } from "./arguments";
import type { Contract } from "./contract";
import { liveSettings, requiredVariables } from "./target/live-settings";

const contracts = ["a.one", "a.two", "b.one"].map((id): Contract => ({
  id,
  title: id,
  routes: [],
  evidence: "assumed",
  writes: false,
  check: () => Promise.resolve(),
}));

describe("the command line of parity", () => {
  const parse = (...argv: string[]) => parseArguments(argv, contracts);
  const ids = (...argv: string[]) => parse(...argv).chosen.map(({ id }) => id);

  it("checks everything on the sandbox by default", () => {
    const { target, yes, action } = parse();
    expect({ target, yes, action }).to.deep.equal({ target: "sandbox", yes: false, action: "check" });
    expect(ids()).to.deep.equal(["a.one", "a.two", "b.one"]);
  });

  it("takes ids after --only, apart or with commas", () => {
    expect(ids("--only", "b.one", "a.one")).to.deep.equal(["a.one", "b.one"]);
    expect(ids("--only", "b.one,a.one")).to.deep.equal(["a.one", "b.one"]);
    expect(ids("--only", "a.two", "--only", "b.one", "--yes")).to.deep.equal(["a.two", "b.one"]);
  });

  const refused = [
    [["--target", "both"], '"both"'],
    [["--only", "c.one"], "There is no contract c.one"],
    [["a.one"], '"a.one" is no option'],
    [["--clean-up"], "--target live"],
    [["--speed"], "--speed"],
  ] as const;
  for (const [argv, message] of refused) {
    it(`refuses ${argv.join(" ")}`, () => {
      expect(() => parse(...argv)).to.throw(message);
    });
  }
});

describe("the configuration of a live run", () => {
  const complete = {
    AZURE_TENANT_ID: "fabrikam.onmicrosoft.com",
    BC_SALES_PARITY_ORGANIZATION_URL: "https://fabrikam.crm4.dynamics.com/",
    BC_SALES_PARITY_ENVIRONMENT_ID: "an-environment",
    BC_SALES_PARITY_SKU: "D365_SALES_PRO",
    BC_SALES_PARITY_DOMAIN: "fabrikam.com",
  };

  it("leads to Microsoft's public cloud", () => {
    const found = liveSettings(complete);
    if ("problems" in found) throw new Error(found.problems.join());
    expect(found.settings.endpoints).to.include({
      graph: "https://graph.microsoft.com",
      powerPlatform: "https://api.bap.microsoft.com",
      dataverse: "https://fabrikam.crm4.dynamics.com",
    });
    expect(found.settings.scopes).to.deep.equal({
      graph: "https://graph.microsoft.com/.default",
      powerPlatform: "https://service.powerapps.com/.default",
      dataverse: "https://fabrikam.crm4.dynamics.com/.default",
    });
    expect(found.settings.application).to.equal(undefined);
  });

  it("leads to a sovereign cloud", () => {
    const found = liveSettings({ ...complete, BC_SALES_PARITY_CLOUD: "gcc-high" });
    if ("problems" in found) throw new Error(found.problems.join());
    expect(found.settings.endpoints.authority).to.equal("https://login.microsoftonline.us");
    expect(found.settings.scopes.powerPlatform).to.equal(
      "https://high.service.apps.appsplatform.us/.default",
    );
  });

  it("says all that is missing at once", () => {
    const found = liveSettings({});
    expect("problems" in found ? found.problems : []).to.have.length(Object.keys(requiredVariables).length);
  });

  const wrong = [
    ["BC_SALES_PARITY_CLOUD", "moon", "gcc-high"],
    ["BC_SALES_PARITY_ORGANIZATION_URL", "http://fabrikam.crm4.dynamics.com", "https://"],
    ["BC_SALES_PARITY_ENDPOINTS", "nothing", "JSON object"],
    ["BC_SALES_PARITY_ENDPOINTS", '{"grahp":"https://localhost"}', '"grahp"'],
    ["BC_SALES_PARITY_ENDPOINTS", '{"graph":"localhost"}', "BC_SALES_PARITY_ENDPOINTS.graph"],
    ["BC_SALES_PARITY_SECOND_CLIENT_ID", "an-app", "BC_SALES_PARITY_SECOND_CLIENT_SECRET is not set"],
  ] as const;
  for (const [name, value, message] of wrong) {
    it(`is refused when ${name} is ${value}`, () => {
      const found = liveSettings({ ...complete, [name]: value });
      expect("problems" in found ? found.problems.join("\n") : "").to.contain(message);
    });
  }
});
