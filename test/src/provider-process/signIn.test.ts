import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";
import { expect } from "chai";
import { ADELE } from "../kinds/people";
import { providerText } from "../../../dynamic-providers/dist/adapter/shim";
import { configurationOf, failureOf, type Properties, ProviderProcess } from "./providerProcess";

describe("the sign-in of the provider process", function () {
  // The process loads Pulumi's runtime, and @azure/identity to sign in.
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let provider: ProviderProcess;
  let program: Properties;
  before(async () => {
    sandbox = await startSandbox();
    program = {
      organizationUrl: sandbox.url,
      objectId: sandbox.store.userByPrincipalName(ADELE)?.id ?? "",
      signInName: ADELE,
      roles: ["Salesperson"],
      __provider: providerText("RoleAssignments"),
    };
  });
  beforeEach(() => {
    sandbox.requests.clear();
  });
  afterEach(() => provider.stop());
  after(() => sandbox.close());

  async function start(config: Record<string, string>, env: Record<string, string> = {}): Promise<void> {
    provider = await ProviderProcess.start({ NODE_EXTRA_CA_CERTS: sandbox.status.caFile, ...env });
    await provider.configure(config);
  }

  const endpoints = () => ({ "bc-sales:endpoints": configurationOf(sandbox)["bc-sales:endpoints"] ?? "" });

  for (const prefix of ["AZURE", "ARM"]) {
    it(`uses ${prefix}_* where the configuration says nothing`, async () => {
      const { tenantId, clientId, clientSecret } = sandbox.status;
      await start(endpoints(), {
        [`${prefix}_TENANT_ID`]: tenantId,
        [`${prefix}_CLIENT_ID`]: clientId,
        [`${prefix}_CLIENT_SECRET`]: clientSecret,
      });
      expect((await provider.check(program)).reasons).to.deep.equal([]);
    });
  }

  const nobody = "11111111-1111-4111-8111-111111111111";
  const table: [string, Record<string, string>, string[]][] = [
    [
      "a wrong secret",
      { "azuread:clientSecret": "not-the-secret" },
      ["the client secret is wrong.", "AADSTS7000215"],
    ],
    ["an unknown tenant", { "azuread:tenantId": nobody }, ["knows no such tenant"]],
    ["an unknown client", { "azuread:clientId": nobody }, ["no application with this client id"]],
    [
      "half a set",
      { "azuread:clientId": "" },
      ["there is no client id", "azuread:clientId or ARM_CLIENT_ID"],
    ],
    ["an unknown cloud", { "bc-sales:cloud": "mars" }, ["bc-sales:cloud", "gcc-high"]],
  ];
  for (const [name, changes, expected] of table) {
    it(`refuses ${name} with one message, and shows no secret`, async () => {
      await start({ ...configurationOf(sandbox), ...changes });
      const { reasons } = await provider.check(program);
      expect(reasons).to.have.length(1);
      for (const words of expected) expect(reasons[0]).to.include(words);
      const all = `${reasons.join("\n")}${provider.said}`;
      expect(all).not.to.include("not-the-secret").and.not.to.include(sandbox.status.clientSecret);
    });
  }

  it("says that the tenant does not answer", async () => {
    const gone = {
      authority: "https://localhost:1",
      graph: "https://localhost:1",
      powerPlatform: "https://localhost:1",
    };
    await start({ ...configurationOf(sandbox), "bc-sales:endpoints": JSON.stringify(gone) });
    const { reasons } = await provider.check(program);
    expect(reasons[0]).to.include("localhost:1 does not answer (ECONNREFUSED)");
  });

  it("does not trust a certificate that it was not told to trust", async () => {
    await start(configurationOf(sandbox), { NODE_EXTRA_CA_CERTS: "" });
    const { reasons } = await provider.check(program);
    expect(reasons[0]).to.include("The certificate is not trusted.").and.include("NODE_EXTRA_CA_CERTS");
  });

  it("goes nowhere while the verification of certificates is turned off", async () => {
    await start(configurationOf(sandbox), { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    const { reasons } = await provider.check(program);
    expect(reasons[0]).to.include("Unset NODE_TLS_REJECT_UNAUTHORIZED.");
    expect(sandbox.requests.entries).to.deep.equal([]);
  });

  it("that fails during a refresh is shown as its message, without a stack", async () => {
    await start({ ...configurationOf(sandbox), "azuread:clientSecret": "not-the-secret" });
    const state = { ...program, grantedRoles: [], declaredRoles: ["Salesperson"] };
    const failure = await failureOf(provider.read("7", state));
    expect(failure.message).to.include("the client secret is wrong.");
    expect(provider.said)
      .to.include("while reading RoleAssignments 7")
      .and.not.to.match(/\n\s+at /);
  });
});
