import { expect } from "chai";
import { Deployment } from "./deployment";
import { everything, person } from "./tenant";
import { Roles } from "./roles";

const ANNA = "anna@contoso.onmicrosoft.com";
// Fixed in Business Central's codeunit 5330 "CRM Integration Management".
const INTEGRATION_USER_ROLE = "6f960e32-a72b-e511-80d9-3863bb349780";

/** One stack after Business Central has connected, while somebody edits roles and solutions. */
describe("minimum permissions and readiness, on the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  let roles: Roles;

  const deploys = async () => {
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    return run.output;
  };
  const configure = (change: object) => {
    deployment.configure({ ...deployment.config, ...change });
  };
  const outputs = () =>
    deployment.outputs() as Promise<{
      permissions: { subject: string; satisfied: boolean; missing: string[] }[];
      readiness: { ready: boolean; checks: { id: string; state: string; detail: string }[] };
    }>;

  before(async () => {
    deployment = await Deployment.start();
    roles = new Roles(deployment.sandbox.store);
    configure({ connectionEstablished: true });
    await deploys();
  });
  after(async () => {
    await deployment.stop();
  });

  it("verifies each role and user of the article on a deployment, and finds nothing missing", async () => {
    const { permissions, readiness } = await outputs();
    expect(permissions).to.have.length(4);
    for (const { subject, missing } of permissions) expect(missing, subject).to.deep.equal([]);
    expect(readiness.ready).to.equal(true);
    expect(readiness.checks.filter(({ state }) => state === "failed")).to.deep.equal([]);
  });

  it("changes nothing on the next deployment", async () => {
    const stood = everything(deployment.sandbox.store);
    expect(await deploys()).to.match(/Resources:\s+\d+ unchanged/);
    expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
  });

  it("shows in a preview the privilege that somebody removed, and the one that somebody lowered", async () => {
    roles.edit(INTEGRATION_USER_ROLE, "prvCreateAccount", undefined);
    roles.edit(INTEGRATION_USER_ROLE, "prvWriteContact", "Local");
    const run = await deployment.preview();
    expect(run.exitCode, run.output).to.equal(0);
    expect(run.output).to.contain("Account: Create is missing; Organization is needed");
    expect(run.output).to.contain("Contact: Write reaches Business Unit only; Organization is needed");
  });

  it("stops the deployment in preview when that is asked for", async () => {
    configure({ onPermissionDrift: "fail" });
    const stood = everything(deployment.sandbox.store);
    const run = await deployment.preview();
    expect(run.exitCode).to.not.equal(0);
    expect(run.output).to.contain("Account: Create is missing");
    expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
  });

  it("shows what a repair will give, gives exactly that, and is done", async () => {
    configure({ onPermissionDrift: "repair" });
    const preview = await deployment.preview();
    expect(preview.output).to.contain("+ Account: Create at Organization (prvCreateAccount)");
    expect(preview.output).to.contain(
      "~ Contact: Write from Business Unit to Organization (prvWriteContact)",
    );
    await deploys();
    expect(roles.depth(INTEGRATION_USER_ROLE, "prvCreateAccount")).to.equal("Global");
    expect(roles.depth(INTEGRATION_USER_ROLE, "prvWriteContact")).to.equal("Global");
    for (const { subject, missing } of (await outputs()).permissions)
      expect(missing, subject).to.deep.equal([]);
    expect(await deploys()).to.match(/Resources:\s+\d+ unchanged/);
  });

  it("makes the role of product availability, and gives it to each salesperson", async () => {
    configure({ productAvailabilityRole: "Stock viewer" });
    await deploys();
    expect(person(deployment.sandbox.store, ANNA).roles).to.deep.equal(["Salesperson", "Stock viewer"]);
    expect(await deploys()).to.match(/Resources:\s+\d+ unchanged/);
  });

  it("makes that role again when somebody deleted it, and gives it back to each salesperson", async () => {
    roles.remove("Stock viewer");
    const preview = await deployment.preview();
    expect(preview.exitCode, preview.output).to.equal(0);
    expect(preview.output).to.contain('The role "Stock viewer" is given 5 permissions');
    await deploys();
    expect(person(deployment.sandbox.store, ANNA).roles).to.deep.equal(["Salesperson", "Stock viewer"]);
  });

  it("repairs the role that the solution brought, though somebody keeps a whole copy of it", async () => {
    const copy = "c0910000-0000-4000-8000-000000000001";
    roles.copy(INTEGRATION_USER_ROLE, copy);
    roles.edit(INTEGRATION_USER_ROLE, "prvReadQuote", undefined);
    const before = [...roles.granted(copy)];
    await deploys();
    expect(roles.depth(INTEGRATION_USER_ROLE, "prvReadQuote")).to.equal("Global");
    expect([...roles.granted(copy)]).to.deep.equal(before);
  });

  it("warns where Business Central would refuse the connection, and fails where that is asked for", async () => {
    roles.uninstall("MicrosoftDynamicsNavIntegration");
    expect(await deploys()).to.contain("integration-solution: The solution");
    expect((await outputs()).readiness.ready).to.equal(false);
    configure({ requireReady: true });
    const run = await deployment.up();
    expect(run.exitCode).to.not.equal(0);
    expect(run.output).to.contain("MicrosoftDynamicsNavIntegration");
  });

  it("takes back on destroy what it gave, and leaves roles as they stand", async () => {
    const run = await deployment.destroy();
    expect(run.exitCode, run.output).to.equal(0);
    expect(roles.depth(INTEGRATION_USER_ROLE, "prvCreateAccount")).to.equal("Global");
  });
});
