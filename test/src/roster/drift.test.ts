import { peopleOfRoster } from "@bc-sales/dynamic-providers";
import { expect } from "chai";
import { changeRow, takeAwayByHand, unlicenseByHand } from "../engine/tenant";
import type { Life } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { Stage } from "../kinds/stage";
import { actingOn, ANNA, BEN, both, RIGHT } from "./salespeople.support";

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

  describe("when somebody changes them by hand", () => {
    async function repaired(drift: () => void, shown: object, writeCount: number) {
      const wanted = inputs(both);
      await life.deploy(wanted);
      drift();
      const live = peopleOfRoster((await life.refresh())?.people);
      expect(live[ANNA]).to.deep.equal({ ...both[ANNA], enabled: true, ...shown });
      expect(live[BEN]).to.deep.equal({ ...both[BEN], enabled: true });
      expect(await life.preview(wanted)).to.equal("update");
      requests().clear();
      await life.deploy(wanted);
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
      expect(writes().reduce((sum, [, count]) => sum + count, 0)).to.equal(writeCount);
      expect(await deployed(wanted)).to.equal("unchanged");
    }

    it("a role that was taken away is given back", async () => {
      await repaired(
        () => {
          takeAwayByHand(stage.sandbox.store, ANNA, "Salesperson");
        },
        { roles: [] },
        1,
      );
    });

    it("a licence that was removed is assigned again, and the user enabled whom that had disabled", async () => {
      await repaired(
        () => {
          unlicenseByHand(stage.sandbox.store, ANNA);
        },
        { licenses: [], enabled: false },
        2,
      );
    });

    it("a user who was disabled is enabled", async () => {
      await repaired(
        () => {
          changeRow(stage.sandbox.store, ANNA, () => ({ isdisabled: true }));
        },
        { enabled: false },
        1,
      );
    });

    it("the profile of an account that was made here is put right", async () => {
      await repaired(
        () => {
          stage.changeUser(ANNA, { displayName: "Somebody" });
        },
        { displayName: "Somebody" },
        1,
      );
    });

    it("a blocked account is refused in preview, with the person", async () => {
      await life.deploy(inputs(both));
      stage.changeUser(ANNA, { accountEnabled: false });
      await life.refresh();
      const message = await failureOf(life.preview(inputs(both)));
      expect(message).to.contain(ANNA).and.to.contain("blocked").and.to.not.contain(BEN);
    });
  });
});
