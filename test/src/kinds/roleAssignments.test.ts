import { expect } from "chai";
import { seedIds } from "@bc-sales/sandbox";
import { SYSTEM_ADMINISTRATOR } from "@bc-sales/dynamic-providers";
import { changeRow, grantByHand, roleId, takeAwayByHand } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, ALEX, LYNNE } from "./people";
import { Stage } from "./stage";

describe("RoleAssignments on a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
  });
  afterEach(() => stage.strike());

  const adele = (more: object = {}) => ({ ...stage.inputsOf(ADELE), ...more });
  const forbidden = [SYSTEM_ADMINISTRATOR.templateId];

  it("adopts the role that is held, grants the one that is missing, and takes only that back", async () => {
    const before = stage.person(ADELE);
    const inputs = adele({ roles: ["Sales Manager", "salesperson"] });
    const life = stage.life("RoleAssignments");
    await life.deploy(inputs);
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    expect(life.outputs).to.deep.include({
      rolesInEffect: ["Sales Manager", "Salesperson"],
      grantedRoles: [roleId(stage.sandbox.store, "Sales Manager")],
      businessUnitId: seedIds.rootBusinessUnitId,
    });
    expect(await life.refresh()).to.deep.include({ roles: ["Sales Manager", "salesperson"] });
    const stood = stage.everything();
    expect(await life.deploy(inputs)).to.equal("unchanged");
    expect(stage.everything()).to.deep.equal(stood);
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("shows a role that was taken away by hand and grants it again", async () => {
    const inputs = adele({ roles: ["Sales Manager", "Salesperson"] });
    const life = stage.life("RoleAssignments");
    await life.deploy(inputs);
    takeAwayByHand(stage.sandbox.store, ADELE, "Salesperson");
    expect(await life.refresh()).to.deep.include({ roles: ["Sales Manager"] });
    expect(life.outputs.rolesInEffect).to.deep.equal(["Sales Manager"]);
    expect(await life.deploy(inputs)).to.equal("updated");
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
  });

  it("finds nothing to do when a drift that a refresh has stored was put right by hand", async () => {
    const inputs = adele({ roles: ["Salesperson"] });
    const life = stage.life("RoleAssignments");
    await life.deploy(inputs);
    takeAwayByHand(stage.sandbox.store, ADELE, "Salesperson");
    await life.refresh();
    grantByHand(stage.sandbox.store, ADELE, "Salesperson");
    expect(await life.refresh()).to.deep.include({ roles: ["Salesperson"] });
    expect(await life.preview(inputs)).to.equal("nothing");
  });

  it("keeps a role that somebody else granted, also on destroy", async () => {
    const inputs = adele({ roles: ["Salesperson"] });
    const life = stage.life("RoleAssignments");
    await life.deploy(inputs);
    grantByHand(stage.sandbox.store, ADELE, "Sales Manager");
    expect(await life.refresh()).to.deep.include({ roles: ["Salesperson"] });
    expect(life.outputs.rolesInEffect).to.deep.equal(["Sales Manager", "Salesperson"]);
    expect(await life.preview(inputs)).to.equal("nothing");
    await life.destroy();
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
  });

  it("takes a role back that left the program only if it was granted here", async () => {
    const life = stage.life("RoleAssignments");
    await life.deploy(adele({ roles: ["Sales Manager", "Salesperson"] }));
    await life.deploy(adele({ roles: [] }));
    expect(stage.person(ADELE).roles).to.deep.equal(["Salesperson"]);
  });

  it("shows and takes away what others granted when it is authoritative", async () => {
    const inputs = adele({ roles: ["Salesperson"], mode: "authoritative" });
    const life = stage.life("RoleAssignments");
    await life.deploy(inputs);
    grantByHand(stage.sandbox.store, ADELE, "Sales Manager");
    expect(await life.refresh()).to.deep.include({ roles: ["Salesperson", "Sales Manager"] });
    await life.deploy(inputs);
    expect(stage.person(ADELE).roles).to.deep.equal(["Salesperson"]);
  });

  it("refuses a forbidden role that is held, naming person and role", async () => {
    grantByHand(stage.sandbox.store, ADELE, "System Administrator");
    const message = await failureOf(
      stage.life("RoleAssignments").preview(adele({ roles: ["Salesperson"], forbidden })),
    );
    expect(message)
      .to.contain(ADELE)
      .and.to.contain('"System Administrator"')
      .and.to.contain("authoritative");
  });

  it("takes a forbidden role away when it is authoritative", async () => {
    grantByHand(stage.sandbox.store, ADELE, "System Administrator");
    const inputs = adele({ roles: ["Salesperson"], forbidden, mode: "authoritative" });
    await stage.life("RoleAssignments").deploy(inputs);
    expect(stage.person(ADELE).roles).to.deep.equal(["Salesperson"]);
  });

  it("refuses roles that do not exist and roles that are forbidden, before the user is there", async () => {
    const inputs = { ...stage.inputsOf(LYNNE), roles: ["Salesprson", "System Administrator"], forbidden };
    const message = await failureOf(stage.life("RoleAssignments").preview(inputs));
    expect(message.split("\n")).to.have.length(2);
    expect(message).to.contain('Did you mean "Salesperson"').and.to.contain("must never hold");
    const fine = { ...inputs, roles: ["Salesperson"] };
    expect(await stage.life("RoleAssignments").preview(fine)).to.equal("create");
  });

  it("grants the copy of the user's own business unit", async () => {
    changeRow(stage.sandbox.store, ALEX, () => ({ businessunitid: seedIds.childBusinessUnitId, roles: [] }));
    const life = stage.life("RoleAssignments");
    await life.deploy({ ...stage.inputsOf(ALEX), roles: ["Salesperson"] });
    const [granted] = life.outputs.grantedRoles as string[];
    expect(stage.sandbox.store.get("roles", granted ?? "")).to.deep.include({
      name: "Salesperson",
      businessunitid: seedIds.childBusinessUnitId,
    });
    expect(await life.refresh()).to.deep.include({ roles: ["Salesperson"] });
  });

  it("writes nothing for a disabled user or one that is not there, and says so", async () => {
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    const before = stage.everything();
    const life = stage.life("RoleAssignments");
    const message = await failureOf(life.deploy(adele({ roles: ["Sales Manager", "Salesperson"] })));
    expect(message).to.contain(ADELE).and.to.contain("disabled");
    expect(stage.said.join()).to.contain(ADELE);
    const missing = { ...stage.inputsOf(LYNNE), roles: ["Salesperson"] };
    expect(await failureOf(life.deploy(missing))).to.contain("not in the environment");
    expect(life.exists).to.equal(false);
    expect(stage.everything()).to.deep.equal(before);
  });

  it("goes without complaint when the row is gone", async () => {
    const life = stage.life("RoleAssignments");
    await life.deploy(adele({ roles: ["Sales Manager"] }));
    const row = stage.sandbox.store.systemUserByObjectId(stage.userId(ADELE));
    stage.sandbox.store.delete("systemusers", row?.systemuserid ?? "");
    stage.sandbox.store.commit();
    await life.destroy();
    expect(life.exists).to.equal(false);
  });

  it("goes when the user was disabled since", async () => {
    const life = stage.life("RoleAssignments");
    await life.deploy(adele({ roles: ["Sales Manager"] }));
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    await life.destroy();
    expect(life.exists).to.equal(false);
  });
});
