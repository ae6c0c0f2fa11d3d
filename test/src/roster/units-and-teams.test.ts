import { peopleOfRoster } from "@bc-sales/dynamic-providers";
import { expect } from "chai";
import { changeRow } from "../engine/tenant";
import type { Life } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { ADELE } from "../kinds/people";
import { Stage } from "../kinds/stage";
import { actingOn, ANNA, BEN, both, RIGHT, salesperson } from "./salespeople.support";

describe("salespeople in a tenant", () => {
  let stage: Stage;
  let life: Life;
  beforeEach(async () => {
    stage = await Stage.set();
    life = stage.life("SalespeopleRoster");
  });
  afterEach(() => stage.strike());

  const { inputs, requests, total, writes, deployed } = actingOn(
    () => stage,
    () => life,
  );

  describe("in business units and teams", () => {
    const UNIT = "Contoso Europe";
    const TEAM = "BCI - CRONUS (00000000-0000-4000-8000-0000000000c1)";
    const store = () => stage.sandbox.store;
    const unitId = () => {
      for (const unit of store().all("businessunits")) if (unit.name === UNIT) return unit.businessunitid;
      throw new Error("no such unit");
    };
    const rowOf = (signInName: string) => {
      const row = store().systemUserByObjectId(stage.userId(signInName));
      if (row === undefined) throw new Error(`${signInName} is not in the environment`);
      return row;
    };
    const members = () => store().get("teams", TEAM_ID)?.members ?? [];
    const TEAM_ID = "00000000-0000-4000-8000-0000000000c2";
    const europeans = {
      [ANNA]: salesperson("Anna", { businessUnit: UNIT.toUpperCase() }),
      [BEN]: salesperson("Ben"),
    };
    /** As Business Central does when it connects. */
    beforeEach(() => {
      store().put("teams", TEAM_ID, {
        teamid: TEAM_ID,
        name: TEAM,
        teamtype: 0,
        isdefault: false,
        businessunitid: unitId(),
        members: [],
        roles: [],
        versionnumber: store().nextVersion(),
      });
      store().commit();
    });

    it("arrive there, with the roles of their unit, and stay without another write", async () => {
      const wanted = inputs(europeans, { teams: [TEAM] });
      await life.deploy(wanted);
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
      expect(rowOf(ANNA).businessunitid).to.equal(unitId());
      expect(rowOf(BEN).businessunitid).to.not.equal(unitId());
      for (const id of rowOf(ANNA).roles) {
        expect(store().get("roles", id)?.businessunitid).to.equal(unitId());
      }
      expect(members()).to.have.members([rowOf(ANNA).systemuserid, rowOf(BEN).systemuserid]);
      requests().clear();
      expect(await deployed(wanted)).to.equal("unchanged");
      expect(writes()).to.deep.equal([]);
      // Besides accounts, rows, roles, business units, SKUs: the teams, and the members of the one.
      expect(total()).to.equal(7);
    });

    it("are moved back, and taken in again, when somebody has moved them by hand", async () => {
      const wanted = inputs(europeans, { teams: [TEAM] });
      await life.deploy(wanted);
      const stood = stage.person(ANNA);
      const root = rowOf(BEN).businessunitid;
      changeRow(store(), ANNA, () => ({ businessunitid: root, roles: [] }));
      const team = store().get("teams", TEAM_ID);
      if (team !== undefined) store().put("teams", TEAM_ID, { ...team, members: [] });
      store().commit();
      const live = peopleOfRoster((await life.refresh())?.people);
      expect(live[ANNA]).to.include({ businessUnit: "Contoso" });
      expect(await life.deploy(wanted)).to.equal("updated");
      expect(stage.person(ANNA)).to.deep.equal(stood);
      expect(rowOf(ANNA).businessunitid).to.equal(unitId());
      expect(members()).to.have.members([rowOf(ANNA).systemuserid, rowOf(BEN).systemuserid]);
      expect(await deployed(wanted)).to.equal("unchanged");
    });

    it("leave the team with the list, but not those whom others took in", async () => {
      const adele = rowOf(ADELE).systemuserid;
      const team = store().get("teams", TEAM_ID);
      if (team !== undefined) store().put("teams", TEAM_ID, { ...team, members: [adele] });
      store().commit();
      await life.deploy(inputs({ ...europeans, [ADELE]: salesperson("Adele") }, { teams: [TEAM] }));
      expect(members()).to.have.length(3);
      await deployed(inputs({ [BEN]: salesperson("Ben"), [ADELE]: salesperson("A") }, { teams: [TEAM] }));
      expect(members()).to.have.members([adele, rowOf(BEN).systemuserid]);
      await life.destroy();
      expect(members()).to.deep.equal([adele]);
    });

    it("come to the same end though every answer to a write is lost", async () => {
      const wanted = inputs(europeans, { teams: [TEAM] });
      await life.deploy(inputs(both));
      stage.loses = ({ url, method }) => method === "POST" && url.includes("/api/data/v9.2/$batch");
      await failureOf(deployed(wanted));
      stage.loses = undefined;
      await deployed(wanted);
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
      expect(rowOf(ANNA).businessunitid).to.equal(unitId());
      expect(members()).to.have.length(2);
      await life.destroy();
      expect(members()).to.deep.equal([]);
      expect(stage.person(ANNA).roles).to.deep.equal([]);
    });
  });
});
