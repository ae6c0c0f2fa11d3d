import { expect } from "chai";
import { formatProblem } from "../problems";
import { tenantSettings } from "./settings";

const endpoints = {
  authority: "https://localhost:28443",
  graph: "https://localhost:28443/graph",
  powerPlatform: "https://localhost:28443/powerplatform",
};

function settings(config: Record<string, string>) {
  return tenantSettings((key) => config[key], {});
}

describe("the settings of a tenant", () => {
  it("are the public cloud and the machine's own credentials by default", () => {
    expect(settings({})).to.deep.equal({
      settings: { cloud: "public", credential: { kind: "default", tenantId: undefined } },
      problems: [],
    });
  });

  it("take another cloud, and other addresses as JSON", () => {
    const { settings: read, problems } = settings({
      "bc-sales:cloud": "gcc-high",
      "bc-sales:endpoints": JSON.stringify(endpoints),
    });
    expect(problems).to.deep.equal([]);
    expect(read).to.deep.include({ cloud: "gcc-high", endpoints });
  });

  it("tell every problem with its key", () => {
    const { problems } = settings({
      "bc-sales:cloud": "germany",
      "bc-sales:endpoints": JSON.stringify({ authority: "http://sandbox.example", graph: "x" }),
      "azuread:clientSecret": "s",
    });
    const lines = problems.map(formatProblem);
    expect(problems.map(({ where }) => where)).to.deep.equal([
      "bc-sales:cloud",
      "bc-sales:endpoints.authority",
      "bc-sales:endpoints.graph",
      "bc-sales:endpoints.powerPlatform",
      "azuread:clientSecret",
      "azuread:clientSecret",
    ]);
    expect(lines[0]).to.equal(
      'bc-sales:cloud: "germany" is no cloud. Use one of public, gcc, gcc-high, dod, china.',
    );
    expect(lines[1])
      .to.include("is not an https address")
      .and.include("Give authority, graph and powerPlatform");
  });

  it("refuse an environment that turns off the verification of certificates", () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    const { problems } = tenantSettings(() => undefined, env);
    expect(problems.map(({ where }) => where)).to.deep.equal(["NODE_TLS_REJECT_UNAUTHORIZED"]);
    expect(tenantSettings(() => undefined, { NODE_TLS_REJECT_UNAUTHORIZED: "1" }).problems).to.deep.equal([]);
  });

  it("refuse endpoints that are no object", () => {
    for (const wrong of ["https://localhost", "[]", "null", '"text"']) {
      const { settings: read, problems } = settings({ "bc-sales:endpoints": wrong });
      expect(problems.map(formatProblem), wrong).to.deep.equal([
        "bc-sales:endpoints: This is no object. Give authority, graph and powerPlatform as https addresses, or remove the key.",
      ]);
      expect(read).to.not.have.property("endpoints");
    }
  });

  it("refuse an endpoint that there is not, beside the good ones", () => {
    const { problems } = settings({
      "bc-sales:endpoints": JSON.stringify({ ...endpoints, teams: "https://x.example" }),
    });
    expect(problems.map(({ where }) => where)).to.deep.equal(["bc-sales:endpoints.teams"]);
  });
});
