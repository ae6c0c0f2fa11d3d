import { expect } from "chai";
import { grantByHand } from "../engine/tenant";
import { type Life, Refusal } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { ADELE, SALES } from "../kinds/people";
import { Stage } from "../kinds/stage";
import { actingOn, ANNA, BEN, both, CARLA, RIGHT, salesperson, passwordsOf } from "./salespeople.support";

describe("salespeople in a tenant", () => {
  let stage: Stage;
  let life: Life;
  beforeEach(async () => {
    stage = await Stage.set();
    life = stage.life("SalespeopleRoster");
  });
  afterEach(() => stage.strike());

  const { inputs, requests, deployed } = actingOn(
    () => stage,
    () => life,
  );

  describe("are refused before anything is written", () => {
    async function refused(wanted: Record<string, unknown>): Promise<readonly string[]> {
      const stood = stage.everything();
      try {
        await life.deploy(wanted);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(stage.everything()).to.deep.equal(stood);
        expect(life.exists).to.equal(false);
        return error.reasons;
      }
      return expect.fail("it was not refused");
    }

    it("when there are fewer seats than people", async () => {
      const used = [...stage.sandbox.store.all("users")].filter((user) =>
        user.licenses.some((license) => license.skuId === stage.skuId(SALES)),
      ).length;
      stage.sell(SALES, used + 1);
      const [reason, ...others] = await refused(inputs(both));
      expect(others).to.deep.equal([]);
      expect(reason).to.contain(SALES).and.to.contain("1 seat short").and.to.contain("2 people");
    });

    it("when accounts are missing and are not to be made", async () => {
      const [reason] = await refused(
        inputs({ ...both, [ADELE]: salesperson("A") }, { createMissing: false }),
      );
      expect(reason).to.contain(ANNA).and.to.contain(BEN).and.to.not.contain(ADELE);
    });

    it("when a role or a licence does not exist", async () => {
      const wrong = { roles: ["Salespersn"], licenses: ["DYN365_ENTERPRISE_SALE"] };
      const reasons = await refused(inputs({ [ANNA]: salesperson("Anna", wrong) }));
      expect(reasons).to.have.length(2);
      expect(reasons[0]).to.contain('Did you mean "Salesperson"');
      expect(reasons[1]).to.contain(`Did you mean "${SALES}"`);
    });

    it("when somebody is to be System Administrator or is one", async () => {
      const [wanted] = await refused(
        inputs({ [ANNA]: salesperson("A", { roles: ["system administrator"] }) }),
      );
      expect(wanted).to.contain("System Administrator");
      grantByHand(stage.sandbox.store, ADELE, "System Administrator");
      const [held] = await refused(inputs({ [ADELE]: salesperson("Adele") }));
      expect(held).to.contain("System Administrator").and.to.contain(ADELE);
    });
  });

  it("when their accounts are to be made in a domain that the tenant has not verified", async () => {
    const stranger = "dev@not-ours.example";
    const message = await failureOf(life.preview(inputs({ ...both, [stranger]: salesperson("Dev") })));
    expect(message)
      .to.contain('"not-ours.example"')
      .and.to.contain(stranger)
      .and.to.contain("contoso.onmicrosoft.com")
      .and.to.not.contain(ANNA);
  });

  describe("of whom some fail", () => {
    const DEV = "dev@contoso.onmicrosoft.com";
    /** Longer than Entra takes. */
    const NAME = "Dev".repeat(100);

    it("are done but for those, and a second deployment does the rest", async () => {
      const wanted = inputs({ ...both, [DEV]: salesperson(NAME) });
      const message = await failureOf(life.deploy(wanted));
      expect(message).to.contain(DEV).and.to.contain("2 people of 3 are done").and.to.not.contain(ANNA);
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
      expect(stage.person(BEN)).to.deep.equal(RIGHT);
      const passwords = passwordsOf(life);
      expect(await life.preview(inputs(both))).to.equal("update");
      requests().clear();
      await deployed(inputs({ ...both, [CARLA]: salesperson("Carla") }));
      expect(stage.person(CARLA)).to.deep.equal(RIGHT);
      expect(passwordsOf(life)).to.include(passwords);
      expect(await deployed(inputs({ ...both, [CARLA]: salesperson("Carla") }))).to.equal("unchanged");
    });

    it("keep their passwords when the answers to the creation are lost", async () => {
      stage.loses = ({ url, method }) => method === "POST" && url.endsWith("/v1.0/$batch");
      const wanted = inputs(both, { onDestroy: "delete" });
      await failureOf(life.deploy(wanted));
      stage.loses = undefined;
      expect(stage.person(ANNA).exists).to.equal(true);
      await deployed(wanted);
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
      expect(Object.keys(passwordsOf(life))).to.deep.equal([ANNA, BEN]);
      await life.destroy();
      expect(stage.person(ANNA).exists).to.equal(false);
    });

    it("are told why they do not arrive", async () => {
      const message = await failureOf(
        life.deploy(inputs({ ...both, [CARLA]: salesperson("Carla", { licenses: [] }) })),
      );
      expect(message).to.contain(CARLA).and.to.contain("the account has no licence");
      expect(stage.person(ANNA)).to.deep.equal(RIGHT);
    });
  });
});
