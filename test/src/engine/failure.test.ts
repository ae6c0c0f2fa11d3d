import { appendFileSync } from "node:fs";
import { expect } from "chai";
import { ADMINISTRATOR, Deployment, INTEGRATION_USER, SALES_ENTERPRISE } from "./deployment";
import { everything, person } from "./tenant";

const ANNA = "anna@contoso.onmicrosoft.com";
const BEN = "ben@contoso.onmicrosoft.com";

describe("a deployment that fails half-way, on the real engine", function () {
  this.timeout(120_000);
  let deployment: Deployment;
  const tenant = (signInName: string) => person(deployment.sandbox.store, signInName);

  before(async () => {
    deployment = await Deployment.start();
  });
  after(async () => {
    await deployment.stop();
  });

  it("names the person who cannot be made, with the cause, and makes all other salespeople", async () => {
    // The tenant has not verified this domain, and who deploys may not read which ones it has.
    const { store } = deployment.sandbox;
    for (const principal of store.all("servicePrincipals")) {
      store.put("servicePrincipals", principal.id, { ...principal, permissions: ["User.ReadWrite.All"] });
    }
    store.commit();
    appendFileSync(
      deployment.roster,
      `dora@fabrikam.example,Dora,Example,Dora Example${",".repeat(11)},United States\n`,
    );
    const run = await deployment.up();
    expect(run.exitCode).to.not.equal(0);
    expect(run.output)
      .to.contain("dora@fabrikam.example")
      .and.to.match(/domain/i);
    for (const salesperson of [ANNA, BEN]) {
      expect(tenant(salesperson).roles).to.deep.equal(["Salesperson"]);
      expect(tenant(salesperson).licenses).to.deep.equal([SALES_ENTERPRISE]);
    }
  });

  it("keeps in the state what was done, so that the next deployment does only the rest", async () => {
    const made = deployment.sandbox.store.userByPrincipalName(ANNA)?.id;
    const passwords = async () =>
      ((await deployment.outputs()) as { initialPasswords: { salespeople: Record<string, string> } })
        .initialPasswords.salespeople;
    deployment.people("anna", "ben");
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    expect(deployment.sandbox.store.userByPrincipalName(ANNA)?.id).to.equal(made);
    expect(tenant(INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    // They were generated in the deployment that failed.
    expect(Object.keys(await passwords()).sort()).to.deep.equal([ANNA, BEN]);
    const stood = everything(deployment.sandbox.store);
    const again = await deployment.up();
    expect(again.output).to.match(/Resources:\s+\d+ unchanged/);
    expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
  });

  it("makes anew what somebody deleted outside", async () => {
    const { store } = deployment.sandbox;
    for (const signInName of [INTEGRATION_USER, BEN]) {
      const user = store.userByPrincipalName(signInName);
      if (user === undefined) throw new Error(`${signInName} is not there`);
      store.put("users", user.id, { ...user, licenses: [], deletedDateTime: new Date().toISOString() });
    }
    store.commit();
    expect(tenant(BEN).exists).to.equal(false);
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    expect(tenant(INTEGRATION_USER)).to.deep.include({ exists: true, enabled: true, roles: ["Basic User"] });
    expect(tenant(BEN)).to.deep.include({ exists: true, enabled: true, roles: ["Salesperson"] });
    expect(tenant(ADMINISTRATOR).enabled).to.equal(true);
  });

  it("destroys all the same", async () => {
    const run = await deployment.destroy();
    expect(run.exitCode, run.output).to.equal(0);
    for (const signInName of [ADMINISTRATOR, INTEGRATION_USER, ANNA, BEN]) {
      expect(tenant(signInName).exists, signInName).to.equal(false);
    }
  });
});
