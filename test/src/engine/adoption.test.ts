import { expect } from "chai";
import { ALEX } from "../kinds/people";
import { Deployment, INTEGRATION_USER } from "./deployment";
import { changeRow, everything, grantByHand, person } from "./tenant";

const ANNA = "anna@contoso.onmicrosoft.com";
const MEGAN = "megan.bowen@contoso.onmicrosoft.com";

/** Two stacks' worth of history in one tenant: what one leaves behind, another adopts. */
describe("a tenant that is set up already, adopted by the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  const tenant = (signInName: string) => person(deployment.sandbox.store, signInName);

  before(async () => {
    deployment = await Deployment.start();
  });
  after(async () => {
    await deployment.stop();
  });

  it("keeps the accounts on destroy unless deletion is asked for, and takes back what it granted", async () => {
    deployment.configure({ ...deployment.config, onDestroy: "keep" });
    const up = await deployment.up();
    expect(up.exitCode, up.output).to.equal(0);
    grantByHand(deployment.sandbox.store, ANNA, "Sales Manager");
    const down = await deployment.destroy();
    expect(down.exitCode, down.output).to.equal(0);
    expect(tenant(INTEGRATION_USER)).to.include({ exists: true, accessMode: 0 });
    expect(tenant(INTEGRATION_USER).roles).to.deep.equal([]);
    expect(tenant(INTEGRATION_USER).licenses).to.deep.equal([]);
    expect(tenant(ANNA).roles).to.deep.equal(["Sales Manager"]);
  });

  it("adopts existing accounts with the roles they hold, and grants only what is missing", async () => {
    grantByHand(deployment.sandbox.store, INTEGRATION_USER, "Basic User");
    deployment.configure({
      ...deployment.config,
      createAdministrator: false,
      createIntegrationUser: false,
      createSalespeople: false,
    });
    const up = await deployment.up();
    expect(up.exitCode, up.output).to.equal(0);
    expect(tenant(INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    expect(tenant(ANNA).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    const stood = everything(deployment.sandbox.store);
    const again = await deployment.up();
    expect(again.output).to.match(/Resources:\s+\d+ unchanged/);
    expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
  });

  it("leaves on destroy what it had found", async () => {
    const down = await deployment.destroy();
    expect(down.exitCode, down.output).to.equal(0);
    expect(tenant(INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    expect(tenant(ANNA).roles).to.deep.equal(["Sales Manager"]);
  });

  it("refuses an integration user that is System Administrator already, in the first preview", async () => {
    grantByHand(deployment.sandbox.store, INTEGRATION_USER, "System Administrator");
    const preview = await deployment.preview();
    expect(preview.exitCode).to.not.equal(0);
    expect(preview.output).to.contain(INTEGRATION_USER).and.to.contain("System Administrator");
  });

  it("refuses an eighth non-interactive user in preview, naming the seven", async () => {
    const { store } = deployment.sandbox;
    const names = ["anna", "ben", "c1", "c2", "c3", "c4", "c5", "c6"];
    deployment.people(...names);
    deployment.configure({
      ...deployment.accountSet(),
      createIntegrationUser: true,
      integrationUser: "fresh@contoso.onmicrosoft.com",
      createAdministrator: false,
    });
    const up = await deployment.up();
    expect(up.exitCode, up.output).to.equal(0);
    const taken = [...store.all("systemusers")].filter(
      (row) => row.accessmode === 4 && row.applicationid === null && !row.isdisabled,
    ).length;
    for (const name of names.slice(0, 7 - taken)) {
      changeRow(store, `${name}@contoso.onmicrosoft.com`, () => ({ accessmode: 4 }));
    }
    deployment.configure({ ...deployment.config, connectionEstablished: true });
    const preview = await deployment.preview();
    expect(preview.exitCode).to.not.equal(0);
    expect(preview.output).to.contain(ANNA).and.to.contain("7");
    expect(tenant("fresh@contoso.onmicrosoft.com").accessMode).to.equal(0);
  });
});

describe("a tenant that is as declared, met by the real engine for the first time", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  before(async () => {
    deployment = await Deployment.start();
  });
  after(async () => {
    await deployment.stop();
  });

  it("is not written to: not in preview, not on deployment, not on destroy", async () => {
    const { store } = deployment.sandbox;
    for (const role of ["System Administrator", "System Customizer", "Sales Manager"]) {
      grantByHand(store, MEGAN, role);
    }
    deployment.people("adele.vance");
    // What docs/adopting.md begins with.
    deployment.configure({
      ...deployment.accountSet(),
      administrator: MEGAN,
      createAdministrator: false,
      administratorLicenses: [],
      integrationUser: ALEX,
      createIntegrationUser: false,
      integrationUserLicenses: [],
      createSalespeople: false,
      salespeopleLicenses: [],
      onPermissionDrift: "verify",
      onDestroy: "keep",
    });
    const stood = everything(store);
    for (const step of [() => deployment.preview(), () => deployment.up(), () => deployment.destroy()]) {
      const run = await step();
      expect(run.exitCode, run.output).to.equal(0);
      expect(everything(store)).to.deep.equal(stood);
    }
  });
});
