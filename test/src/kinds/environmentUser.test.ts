import { expect } from "chai";
import { seedIds } from "@bc-sales/sandbox";
import { changeRow } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, DIEGO, LYNNE, SALES, SALES_PRO } from "./people";
import { Stage } from "./stage";

const MINUTE = 60_000;

describe("EnvironmentUser on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const row = (signInName: string) => stage.sandbox.store.systemUserByObjectId(stage.userId(signInName));

  it("adopts a user who is there, without a write", async () => {
    const before = stage.everything();
    const life = stage.life("EnvironmentUser");
    await life.deploy(stage.inputsOf(ADELE));
    expect(life.outputs).to.deep.include({
      systemUserId: row(ADELE)?.systemuserid,
      email: ADELE,
      fullName: "Adele Vance",
      domainName: ADELE,
      businessUnitId: seedIds.rootBusinessUnitId,
      foundInEnvironment: true,
      enabled: true,
    });
    await life.destroy();
    expect(stage.everything()).to.deep.equal(before);
  });

  it("adds a licensed user, once", async () => {
    stage.licenseByHand(LYNNE, SALES);
    const life = stage.life("EnvironmentUser");
    expect(await life.deploy(stage.inputsOf(LYNNE))).to.equal("created");
    expect(stage.person(LYNNE)).to.deep.include({ inEnvironment: true, enabled: true });
    expect(life.outputs).to.deep.include({
      foundInEnvironment: false,
      systemUserId: row(LYNNE)?.systemuserid,
    });
    await life.refresh();
    const before = stage.everything();
    expect(await life.deploy(stage.inputsOf(LYNNE))).to.equal("unchanged");
    expect(stage.everything()).to.deep.equal(before);
  });

  it("waits for the licence and for the row to arrive", async () => {
    stage.sandbox.settings.licenseDelay = 3 * MINUTE;
    stage.sandbox.settings.addUserDelay = 2 * MINUTE;
    stage.licenseByHand(LYNNE, SALES_PRO);
    const began = stage.sandbox.clock.now();
    const life = stage.life("EnvironmentUser");
    await life.deploy(stage.inputsOf(LYNNE));
    expect(life.outputs.systemUserId).to.equal(row(LYNNE)?.systemuserid);
    expect(stage.sandbox.clock.now() - began).to.be.within(5 * MINUTE, 6 * MINUTE);
  });

  it("gives up after ten minutes, says why, and goes on from there the next time", async () => {
    stage.sandbox.settings.addUserDelay = 12 * MINUTE;
    stage.licenseByHand(LYNNE, SALES);
    const life = stage.life("EnvironmentUser");
    const message = await failureOf(life.deploy(stage.inputsOf(LYNNE)));
    expect(message).to.contain(LYNNE).and.to.contain("does not appear there yet");
    expect(life.exists).to.equal(true);
    expect(await life.deploy(stage.inputsOf(LYNNE))).to.equal("updated");
    expect(life.outputs.foundInEnvironment).to.equal(false);
  });

  it("says at once that an account has no licence", async () => {
    const offset = stage.sandbox.clock.offset;
    const life = stage.life("EnvironmentUser");
    const message = await failureOf(life.deploy(stage.inputsOf(LYNNE)));
    expect(message).to.contain(LYNNE).and.to.contain("no licence");
    expect(stage.sandbox.clock.offset).to.equal(offset);
    expect(life.exists).to.equal(false);
  });

  it("names the licences of an account when none of them is for Dataverse", async () => {
    stage.licenseByHand(LYNNE, "DYN365_BUSCENTRAL_ESSENTIAL");
    const message = await failureOf(stage.life("EnvironmentUser").deploy(stage.inputsOf(LYNNE)));
    expect(message).to.contain("DYN365_BUSCENTRAL_ESSENTIAL");
  });

  it("says at once that sign-in is blocked, and mentions it in preview", async () => {
    stage.licenseByHand(LYNNE, SALES);
    stage.changeUser(LYNNE, { accountEnabled: false });
    const life = stage.life("EnvironmentUser");
    expect(await life.preview(stage.inputsOf(LYNNE))).to.equal("create");
    expect(stage.said.join()).to.contain(LYNNE).and.to.contain("blocked");
    expect(await failureOf(life.deploy(stage.inputsOf(LYNNE)))).to.contain("blocked");
    expect(stage.person(LYNNE).inEnvironment).to.equal(false);
  });

  it("names the security group that the user is not in", async () => {
    stage.changeEnvironment({ securityGroupId: seedIds.licensingGroupId });
    stage.licenseByHand(LYNNE, SALES);
    const message = await failureOf(stage.life("EnvironmentUser").deploy(stage.inputsOf(LYNNE)));
    expect(message).to.contain(seedIds.licensingGroupId);
  });

  it("shows and enables again a user who was disabled by hand", async () => {
    const life = stage.life("EnvironmentUser");
    await life.deploy(stage.inputsOf(ADELE));
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    expect(await life.refresh()).to.deep.include({ enabled: false });
    expect(await life.preview(stage.inputsOf(ADELE))).to.equal("update");
    await life.deploy(stage.inputsOf(ADELE));
    expect(stage.person(ADELE).enabled).to.equal(true);
    expect(life.outputs).to.deep.include({ enabled: true, foundInEnvironment: true });
  });

  it("disables a user whom the program wants disabled", async () => {
    const life = stage.life("EnvironmentUser");
    await life.deploy({ ...stage.inputsOf(ADELE), enabled: false });
    expect(stage.person(ADELE).enabled).to.equal(false);
    await life.refresh();
    expect(await life.preview({ ...stage.inputsOf(ADELE), enabled: false })).to.equal("nothing");
  });

  it("finds that the row is gone", async () => {
    const life = stage.life("EnvironmentUser");
    await life.deploy(stage.inputsOf(ADELE));
    stage.sandbox.store.delete("systemusers", row(ADELE)?.systemuserid ?? "");
    stage.sandbox.store.commit();
    expect(await life.refresh()).to.equal(undefined);
  });

  it("keeps the row on destroy, and disables it where that is asked for", async () => {
    stage.licenseByHand(LYNNE, SALES);
    const kept = stage.life("EnvironmentUser");
    await kept.deploy(stage.inputsOf(LYNNE));
    await kept.destroy();
    expect(stage.person(LYNNE)).to.deep.include({ inEnvironment: true, enabled: true });
    const disabled = stage.life("EnvironmentUser");
    await disabled.deploy({ ...stage.inputsOf(LYNNE), onDestroy: "disable" });
    await disabled.destroy();
    expect(stage.person(LYNNE)).to.deep.include({ inEnvironment: true, enabled: false });
  });

  it("takes a licence of a group for one", async () => {
    await stage.life("EnvironmentUser").deploy(stage.inputsOf(DIEGO));
    expect(stage.person(DIEGO).enabled).to.equal(true);
  });
});
