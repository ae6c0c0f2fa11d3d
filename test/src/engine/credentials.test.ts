import { expect } from "chai";
import { Deployment, INTEGRATION_USER } from "./deployment";
import { person } from "./tenant";

/** The sandbox gives its credentials as ARM_*; here they come otherwise. */
const NO_ARM = { ARM_TENANT_ID: "", ARM_CLIENT_ID: "", ARM_CLIENT_SECRET: "", ARM_METADATA_HOSTNAME: "" };

describe("one set of credentials for azuread and our own clients, on the real engine", function () {
  this.timeout(120_000);
  let deployment: Deployment;

  before(async () => {
    deployment = await Deployment.start();
    deployment.configure({ ...deployment.accountSet(), salespeopleFile: "" });
  });
  after(async () => {
    await deployment.stop();
  });

  it("may be given as AZURE_* variables, and stays out of the plain text of the state", async () => {
    const { tenantId, clientId, clientSecret } = deployment.sandbox.status;
    const run = await deployment.upWith({
      ...NO_ARM,
      AZURE_TENANT_ID: tenantId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
    });
    expect(run.exitCode, run.output).to.equal(0);
    expect(person(deployment.sandbox.store, INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    expect(run.output).to.not.contain(clientSecret);
    expect(await deployment.state()).to.not.contain(clientSecret);
  });

  it("may be given as ARM_* variables to the next deployment, which changes no account", async () => {
    const run = await deployment.upWith({});
    expect(run.exitCode, run.output).to.equal(0);
    expect(run.output).to.not.match(/azuread:index:User .*(updated|replaced)/);
  });
});
