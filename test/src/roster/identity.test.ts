import { expect } from "chai";
import { Life } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { ADELE, SALES } from "../kinds/people";
import { Stage } from "../kinds/stage";
import { actingOn, ANNA, BEN, both, CARLA, salesperson, passwordsOf } from "./salespeople.support";

describe("salespeople in a tenant", () => {
  let stage: Stage;
  let life: Life;
  beforeEach(async () => {
    stage = await Stage.set();
    life = stage.life("SalespeopleRoster");
  });
  afterEach(() => stage.strike());

  const { inputs, requests, writes, deployed } = actingOn(
    () => stage,
    () => life,
  );

  it("are told apart from guests and deleted accounts of the same name in preview", async () => {
    await life.deploy(inputs(both, { onDestroy: "delete" }));
    const objectId = stage.userId(ANNA);
    await life.destroy();
    stage.changeUser(ADELE, { userType: "Guest", mail: CARLA });
    stage.said.length = 0;
    const fresh = stage.life("SalespeopleRoster");
    expect(await fresh.preview(inputs(both))).to.equal("create");
    expect(stage.said.join("\n")).to.contain(`${ANNA} (${objectId}, deleted `).and.to.contain("Restore");
    const message = await failureOf(
      fresh.preview(inputs({ [ANNA]: both[ANNA], [CARLA]: salesperson("C") }, { createMissing: false })),
    );
    expect(message).to.contain(objectId).and.to.contain("guest").and.to.contain(CARLA);
  });

  it("are found by object id, whatever their sign-in name is", async () => {
    const objectId = stage.userId(ADELE);
    const wanted = inputs({ [CARLA]: salesperson("C", { objectId }) }, { createMissing: false });
    await life.deploy(wanted);
    expect(stage.person(ADELE).roles).to.include("Salesperson");
    expect(stage.person(CARLA).exists).to.equal(false);
    expect(await deployed(wanted)).to.equal("unchanged");
  });

  it("keep account and grants when they are renamed, and preview says who is who now", async () => {
    await life.deploy(inputs(both));
    const renamed = "anna.new@contoso.onmicrosoft.com";
    const before = stage.person(ANNA);
    stage.changeUser(ANNA, { userPrincipalName: renamed });
    const provider = stage.process("SalespeopleRoster");
    const command = new Life(() => provider);
    command.adopt("id", life.inputs, life.outputs);
    await command.refresh();
    const wanted = inputs({ [renamed]: both[ANNA], [BEN]: both[BEN] }, { maxRemovals: 0 });
    requests().clear();
    expect(await command.deploy(wanted)).to.equal("updated");
    expect(stage.said).to.include(`${ANNA} is now ${renamed}`);
    expect(writes()).to.deep.equal([]);
    expect(stage.person(renamed)).to.deep.equal(before);
    expect(Object.keys(passwordsOf(command)).sort()).to.deep.equal([renamed, BEN]);
  });

  describe("who leave", () => {
    it("are kept when the list was emptied or cut short, also without a preview", async () => {
      stage.sell(SALES, 100);
      const people = Object.fromEntries(
        Array.from({ length: 7 }, (_, index) => [
          `p${String(index)}@contoso.onmicrosoft.com`,
          salesperson("P"),
        ]),
      );
      await life.deploy(inputs(people));
      const stood = stage.everything();
      await life.refresh();
      for (const decide of [life.preview.bind(life), life.deploy.bind(life)]) {
        const message = await failureOf(decide(inputs({})));
        expect(message).to.contain("7 people of 7").and.to.contain("p0@").and.to.contain("maxRemovals: 7");
      }
      expect(stage.everything()).to.deep.equal(stood);
      expect(await life.deploy(inputs({}, { maxRemovals: 7 }))).to.equal("updated");
      expect(stage.person("p0@contoso.onmicrosoft.com").licenses).to.deep.equal([]);
    });
  });
});
