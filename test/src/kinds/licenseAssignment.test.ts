import { expect } from "chai";
import { unlicenseByHand } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, DIEGO, LYNNE, POWER_APPS, SALES, SALES_PRO } from "./people";
import { Stage } from "./stage";

describe("LicenseAssignment on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const licensed = (signInName: string, ...licenses: string[]) => {
    const { objectId } = stage.inputsOf(signInName);
    return { objectId, signInName, licenses };
  };
  const sorted = (signInName: string) => [...stage.person(signInName).licenses].sort();

  it("assigns what is missing, with the usage location, and takes it back", async () => {
    const inputs = { ...licensed(LYNNE, "dyn365_enterprise_sales"), usageLocation: "de" };
    const life = stage.life("LicenseAssignment");
    await life.deploy(inputs);
    expect(stage.person(LYNNE).licenses).to.deep.equal([SALES]);
    expect(stage.sandbox.store.userByPrincipalName(LYNNE)?.usageLocation).to.equal("DE");
    expect(life.outputs).to.deep.include({
      grantedLicenses: [stage.skuId(SALES)],
      licensesInEffect: [SALES],
    });
    expect(await life.refresh()).to.deep.include({
      licenses: ["dyn365_enterprise_sales"],
      usageLocation: "DE",
    });
    const stood = stage.everything();
    expect(await life.deploy(inputs)).to.equal("unchanged");
    expect(stage.everything()).to.deep.equal(stood);
    await life.destroy();
    expect(stage.person(LYNNE).licenses).to.deep.equal([]);
  });

  it("adopts licences, those of a group too, and leaves them", async () => {
    const before = stage.everything();
    const own = stage.life("LicenseAssignment");
    await own.deploy(licensed(ADELE, SALES));
    const inherited = stage.life("LicenseAssignment");
    await inherited.deploy(licensed(DIEGO, POWER_APPS));
    expect(inherited.outputs).to.deep.include({
      grantedLicenses: [],
      licensesInEffect: ["DYN365_BUSCENTRAL_ESSENTIAL", POWER_APPS],
    });
    expect(await inherited.refresh()).to.deep.include({ licenses: [POWER_APPS] });
    await own.destroy();
    await inherited.destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("turns off the service plans that are named, of a licence that others assigned too, and shows others that are", async () => {
    const wanted = licensed(ADELE, `${SALES} -PROJECT_ESSENTIALS`);
    const life = stage.life("LicenseAssignment");
    await life.deploy(wanted);
    expect(stage.plansOff(ADELE)).to.deep.equal(["PROJECT_ESSENTIALS"]);
    expect(life.outputs.grantedLicenses).to.deep.equal([]);
    expect(await life.refresh()).to.deep.include({ licenses: wanted.licenses });
    const user = stage.sandbox.store.userByPrincipalName(ADELE);
    stage.changeUser(ADELE, { licenses: user!.licenses.map((one) => ({ ...one, disabledPlans: [] })) });
    expect(await life.refresh()).to.deep.include({ licenses: [`${SALES} -none`] });
    expect(await life.deploy(wanted)).to.equal("updated");
    expect(stage.plansOff(ADELE)).to.deep.equal(["PROJECT_ESSENTIALS"]);
    expect(await failureOf(life.preview(licensed(ADELE, `${SALES} -SHAREPOINT`)))).to.contain(
      'Did you mean "SHAREPOINTWAC"?',
    );
    await life.destroy();
    expect(stage.person(ADELE).licenses).to.include(SALES);
  });

  it("shows a licence that was taken away and assigns it again", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy(licensed(ADELE, SALES));
    unlicenseByHand(stage.sandbox.store, ADELE);
    expect(await life.refresh()).to.deep.include({ licenses: [] });
    expect(await life.deploy(licensed(ADELE, SALES))).to.equal("updated");
    expect(stage.person(ADELE).licenses).to.deep.equal([SALES]);
    expect(life.outputs.grantedLicenses).to.deep.equal([stage.skuId(SALES)]);
  });

  it("swaps a licence that left the program for another, and keeps what others assigned", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy(licensed(ADELE, SALES, POWER_APPS));
    await life.deploy(licensed(ADELE, SALES_PRO));
    expect(sorted(ADELE)).to.deep.equal([SALES_PRO, SALES]);
  });

  it("neither assigns nor takes back while it is not required", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy(licensed(ADELE, SALES, POWER_APPS));
    const idle = { ...licensed(ADELE, SALES, POWER_APPS), required: false };
    await life.deploy(idle);
    expect(sorted(ADELE)).to.deep.equal([SALES, POWER_APPS]);
    unlicenseByHand(stage.sandbox.store, ADELE);
    expect(await life.refresh()).to.deep.include({ licenses: [SALES, POWER_APPS] });
    expect(await life.preview(idle)).to.equal("nothing");
  });

  it("sets another usage location only where the program gives one", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy(licensed(ADELE, SALES));
    expect(stage.sandbox.store.userByPrincipalName(ADELE)?.usageLocation).to.equal("US");
    await life.deploy({ ...licensed(ADELE, SALES), usageLocation: "FR" });
    expect(stage.sandbox.store.userByPrincipalName(ADELE)?.usageLocation).to.equal("FR");
  });

  it("refuses in preview what cannot be: an unknown SKU, too few seats, no usage location", async () => {
    stage.sell(SALES_PRO, 0);
    const life = stage.life("LicenseAssignment");
    const message = await failureOf(life.preview(licensed(LYNNE, SALES_PRO, "D365_SALES_PRU")));
    expect(message.split("\n")).to.have.length(3);
    expect(message)
      .to.contain('"D365_SALES_PRU"')
      .and.to.contain(`${SALES_PRO} is 1 seat short`)
      .and.to.contain(`${LYNNE} has no usage location`);
  });

  it("needs no free seat for somebody who has one", async () => {
    stage.sell(SALES, 1);
    expect(await stage.life("LicenseAssignment").preview(licensed(ADELE, SALES))).to.equal("create");
  });

  it("does not forget what it granted when the account is not found for a while", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy({ ...licensed(LYNNE, SALES), usageLocation: "US" });
    const { store } = stage.sandbox;
    const account = store.userByPrincipalName(LYNNE)!;
    store.delete("users", account.id);
    store.commit();
    expect(await life.refresh()).to.deep.include({ licenses: [SALES] });
    store.put("users", account.id, account);
    store.commit();
    await life.destroy();
    expect(sorted(LYNNE)).to.deep.equal([]);
  });

  it("is gone with an account that was deleted", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy({ ...licensed(LYNNE, SALES), usageLocation: "US" });
    const { store } = stage.sandbox;
    const account = store.userByPrincipalName(LYNNE)!;
    store.put("users", account.id, { ...account, deletedDateTime: "2026-01-01T00:00:00Z" });
    store.commit();
    await life.refresh();
    expect(life.exists).to.equal(false);
  });

  it("goes without complaint when the account is gone", async () => {
    const life = stage.life("LicenseAssignment");
    await life.deploy({ ...licensed(LYNNE, SALES), usageLocation: "US" });
    stage.sandbox.store.delete("users", stage.userId(LYNNE));
    stage.sandbox.store.commit();
    await life.destroy();
    expect(life.exists).to.equal(false);
  });
});
