import { join } from "node:path";
import { peopleOfRoster, readRoster } from "@bc-sales/dynamic-providers";
import { expect } from "chai";
import { changeRow, grantByHand, takeAwayByHand, unlicenseByHand } from "../engine/tenant";
import { Life, Refusal } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { ADELE, SALES } from "../kinds/people";
import { Stage } from "../kinds/stage";

/** The project's own, seen from the compiled test. */
const SAMPLE = join(__dirname, "..", "..", "..", "salespeople.csv");
const ANNA = "anna@contoso.onmicrosoft.com";
const BEN = "ben@contoso.onmicrosoft.com";
const CARLA = "carla@contoso.onmicrosoft.com";
const MINUTE = 60_000;

const salesperson = (displayName: string, more: object = {}) => ({
  displayName,
  usageLocation: "US",
  licenses: [SALES],
  roles: ["Salesperson"],
  ...more,
});

const RIGHT = {
  exists: true,
  enabledInEntra: true,
  licenses: [SALES],
  inEnvironment: true,
  enabled: true,
  accessMode: 0,
  roles: ["Salesperson"],
};

function passwordsOf({ outputs }: Life): Record<string, string> {
  return JSON.parse(outputs.initialPasswords as string) as Record<string, string>;
}

/** Sign-in names of those whom the state records. */
function recorded(people: unknown): string[] {
  const { rows } = JSON.parse(people as string) as { readonly rows: readonly (readonly string[])[] };
  return rows.map(([signInName = ""]) => signInName);
}

describe("salespeople in a tenant", () => {
  let stage: Stage;
  let life: Life;
  beforeEach(async () => {
    stage = await Stage.set();
    life = stage.life("SalespeopleRoster");
  });
  afterEach(() => stage.strike());

  const inputs = (people: object, more: object = {}) => ({
    organizationUrl: stage.sandbox.url,
    createMissing: true,
    people,
    ...more,
  });
  const both = { [ANNA]: salesperson("Anna"), [BEN]: salesperson("Ben") };
  const requests = () => stage.sandbox.requests;
  const total = () =>
    Object.entries(requests().counters)
      .filter(([key]) => !key.endsWith(" in batch") && !key.startsWith("entra "))
      .reduce((sum, [, count]) => sum + count, 0);
  /** Requests that change something, parts of batches counted one by one. */
  const writes = () =>
    Object.entries(requests().counters).filter(
      ([key]) => !key.startsWith("entra ") && !key.includes(" GET") && !/(graph|dataverse) POST$/.test(key),
    );
  /** As an engine does that refreshes first. */
  async function deployed(wanted: Record<string, unknown>) {
    await life.refresh();
    return life.deploy(wanted);
  }

  it("give a role back that was granted here, though the check afterwards read an older state", async () => {
    const before = stage.person(ADELE);
    const wanted = inputs({ [ADELE]: salesperson("Adele", { roles: ["Salesperson", "Sales Manager"] }) });
    stage.sandbox.faults.add({ service: "dataverse", effect: { kind: "stale-read", milliseconds: MINUTE } });
    expect(await failureOf(life.deploy(wanted)))
      .to.contain(ADELE)
      .and.to.contain("Sales Manager");
    stage.sandbox.faults.clear();
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    await deployed(wanted);
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("are made from the project's own sample file", async () => {
    const { people } = readRoster(SAMPLE);
    const wanted = people.map(({ signInName, ...person }) => [
      signInName,
      { ...person, licenses: [SALES], roles: ["Salesperson"] },
    ]);
    expect(await life.deploy(inputs(Object.fromEntries(wanted) as object))).to.equal("created");
    for (const { signInName, displayName, jobTitle, usageLocation } of people) {
      expect(stage.person(signInName)).to.deep.equal(RIGHT);
      const user = stage.sandbox.store.userByPrincipalName(signInName);
      expect(user).to.deep.include({ displayName, usageLocation, accountEnabled: true });
      expect(user?.properties).to.include({ jobTitle });
      expect(user?.passwordProfile).to.deep.equal({ forceChangePasswordNextSignIn: true });
    }
    expect(Object.keys(passwordsOf(life))).to.have.length(people.length);
    expect(await deployed(inputs(Object.fromEntries(wanted) as object))).to.equal("unchanged");
  });

  it("are left alone by a second deployment, which only reads", async () => {
    await life.deploy(inputs(both));
    const stood = stage.everything();
    requests().clear();
    expect(await deployed(inputs(both))).to.equal("unchanged");
    expect(stage.everything()).to.deep.equal(stood);
    expect(writes()).to.deep.equal([]);
    // Accounts, rows, roles, business units, SKUs.
    expect(total()).to.equal(5);
  });

  it("arrive although licences and rows take minutes", async () => {
    Object.assign(stage.sandbox.settings, { licenseDelay: 4 * MINUTE, addUserDelay: 3 * MINUTE });
    await life.deploy(inputs(both));
    expect(stage.person(ANNA)).to.deep.equal(RIGHT);
    expect(stage.person(BEN)).to.deep.equal(RIGHT);
    expect(stage.said.join("\n")).to.contain("0 of 2 people are in");
  });

  it("are adopted where they exist, and left as they were on destroy", async () => {
    const before = stage.person(ADELE);
    const wanted = { [ADELE]: salesperson("Somebody else", { roles: ["Salesperson", "Sales Manager"] }) };
    await life.deploy(inputs(wanted, { createMissing: false }));
    expect(stage.person(ADELE).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    expect(stage.sandbox.store.userByPrincipalName(ADELE)?.displayName).to.equal("Adele Vance");
    await life.destroy();
    expect(stage.person(ADELE)).to.deep.equal(before);
  });

  it("can join and leave, and nobody else is written to", async () => {
    await life.deploy(inputs(both));
    grantByHand(stage.sandbox.store, BEN, "Sales Manager");
    const anna = stage.sandbox.store.userByPrincipalName(ANNA);
    requests().clear();
    expect(await deployed(inputs({ [ANNA]: both[ANNA], [CARLA]: salesperson("Carla") }))).to.equal("updated");
    expect(stage.person(CARLA)).to.deep.equal(RIGHT);
    expect(stage.person(BEN)).to.include({ exists: true });
    expect(stage.person(BEN).roles).to.deep.equal(["Sales Manager"]);
    expect(stage.person(BEN).licenses).to.deep.equal([]);
    expect(stage.sandbox.store.userByPrincipalName(ANNA)).to.deep.equal(anna);
    expect(recorded(life.outputs.people)).to.deep.equal([ANNA, CARLA]);
  });

  it("are deleted on removal and on destroy only where that is asked for and they were made here", async () => {
    const more = { onRemoval: "delete", onDestroy: "delete" };
    const adele = stage.person(ADELE);
    await life.deploy(inputs({ ...both, [ADELE]: salesperson("Adele") }, more));
    await deployed(inputs({ [ANNA]: both[ANNA], [ADELE]: salesperson("Adele") }, more));
    expect(stage.person(BEN).exists).to.equal(false);
    await life.destroy();
    expect(stage.person(ANNA).exists).to.equal(false);
    expect(stage.person(ADELE)).to.deep.equal(adele);
  });

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

  describe("of whom some fail", () => {
    const STRANGER = "dev@not-ours.example";

    it("are done but for those, and a second deployment does the rest", async () => {
      const wanted = inputs({ ...both, [STRANGER]: salesperson("Dev") });
      const message = await failureOf(life.deploy(wanted));
      expect(message).to.contain(STRANGER).and.to.contain("2 people of 3 are done").and.to.not.contain(ANNA);
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

  it("are read and written in few requests when they are many", async () => {
    const count = 150;
    stage.sell(SALES, 1_000);
    const everybody = (roles: string[]) =>
      inputs(
        Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `p${String(index)}@contoso.onmicrosoft.com`,
            salesperson(`Person ${String(index)}`, { roles }),
          ]),
        ),
      );
    requests().clear();
    await life.deploy(everybody(["Salesperson"]));
    expect(requests().counters["power-platform POST"]).to.equal(count);
    // Twenty accounts a request, twenty licences, 250 roles, and the reads.
    expect(total() - count).to.be.at.most(30);

    requests().clear();
    expect(await deployed(everybody(["Salesperson"]))).to.equal("unchanged");
    expect(total()).to.be.at.most(6);

    requests().clear();
    expect(await deployed(everybody(["Sales Manager"]))).to.equal("updated");
    expect(total()).to.be.at.most(20);
    expect(stage.person("p149@contoso.onmicrosoft.com").roles).to.deep.equal(["Sales Manager"]);

    const moved = Object.entries(everybody(["Sales Manager"]).people).map(([name, one]) => [
      name,
      { ...(one as object), businessUnit: "Contoso Europe" },
    ]);
    requests().clear();
    expect(await deployed(inputs(Object.fromEntries(moved) as object))).to.equal("updated");
    // A hundred moves a request, a hundred roles, a read in between, and those of any deployment.
    expect(total()).to.be.at.most(20);
    expect(stage.person("p149@contoso.onmicrosoft.com").roles).to.deep.equal(["Sales Manager"]);
  });

  it("are not all looked at again when one of many is changed", async () => {
    const everybody = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `p${String(index)}@contoso.onmicrosoft.com`,
        salesperson(`Person ${String(index)}`),
      ]),
    );
    stage.sell(SALES, 1_000);
    await life.deploy(inputs(everybody));
    await life.refresh();
    requests().clear();
    const one = { "p7@contoso.onmicrosoft.com": salesperson("Person 7", { roles: ["Sales Manager"] }) };
    expect(await life.deploy(inputs({ ...everybody, ...one }))).to.equal("updated");
    // Forty accounts would take a batch of three queries.
    expect(requests().counters).to.not.have.property("graph GET in batch");
    expect(requests().counters["dataverse POST in batch"]).to.equal(1);
    expect(requests().counters["dataverse DELETE in batch"]).to.equal(1);
    expect(stage.person("p7@contoso.onmicrosoft.com").roles).to.deep.equal(["Sales Manager"]);
    expect(recorded(life.outputs.people)).to.have.length(40);
    expect(await deployed(inputs({ ...everybody, ...one }))).to.equal("unchanged");
  });
});
