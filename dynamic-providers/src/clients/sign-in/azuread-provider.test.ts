import { expect } from "chai";
import { azureadProviderArgs } from "./azuread-provider";

const ids = { tenantId: "t", clientId: "c" };
const azure = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" };

function args(config: Record<string, string>, env: Record<string, string>) {
  return azureadProviderArgs((key) => config[key], env);
}

describe("the arguments of the azuread provider", () => {
  const table: [string, Record<string, string>, Record<string, string>, object][] = [
    ["nothing to a machine that is signed in", {}, {}, {}],
    ["AZURE_* with a secret", {}, { ...azure, AZURE_CLIENT_SECRET: "s" }, { ...ids, clientSecret: "s" }],
    [
      "AZURE_* with a certificate",
      {},
      { ...azure, AZURE_CLIENT_CERTIFICATE_PATH: "/c", AZURE_CLIENT_CERTIFICATE_PASSWORD: "p" },
      { ...ids, clientCertificatePath: "/c", clientCertificatePassword: "p" },
    ],
    [
      "a workload identity",
      {},
      { ...azure, AZURE_FEDERATED_TOKEN_FILE: "/t" },
      { ...ids, useOidc: true, oidcTokenFilePath: "/t" },
    ],
    [
      "GitHub's OIDC, whose address azuread reads itself",
      {},
      { ...azure, ACTIONS_ID_TOKEN_REQUEST_URL: "https://p.example", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "b" },
      { ...ids, useOidc: true },
    ],
    [
      "the configuration of azuread, which does not reach explicit providers by itself",
      {
        "azuread:tenantId": "t",
        "azuread:clientId": "c",
        "azuread:clientSecret": "s",
        "azuread:useCli": "false",
      },
      {},
      { ...ids, clientSecret: "s", useCli: false },
    ],
    [
      "no ARM_*, which azuread reads itself and which then need not be in the state",
      {},
      { ARM_TENANT_ID: "t", ARM_CLIENT_ID: "c", ARM_CLIENT_SECRET: "s" },
      {},
    ],
  ];
  for (const [name, config, env, expected] of table) {
    it(`pass on ${name}`, () => {
      expect(args(config, env)).to.deep.equal({ args: { environment: "public", ...expected }, problems: [] });
    });
  }

  it("name the cloud as azuread does", () => {
    const named = ["public", "gcc", "gcc-high", "dod", "china"].map(
      (cloud) => args({ "bc-sales:cloud": cloud }, {}).args.environment,
    );
    expect(named).to.deep.equal(["public", "public", "usgovernment", "dod", "china"]);
  });

  it("point to other endpoints by host and port, as azuread wants them", () => {
    const endpoints = {
      authority: "https://localhost:28443",
      graph: "https://localhost:28443/graph",
      powerPlatform: "https://localhost:28443/powerplatform",
    };
    expect(args({ "bc-sales:endpoints": JSON.stringify(endpoints) }, {}).args).to.deep.equal({
      environment: "public",
      metadataHost: "localhost:28443",
    });
  });

  it("come with the problems of the settings", () => {
    expect(args({ "azuread:clientSecret": "s" }, {}).problems).to.have.length(2);
  });
});
