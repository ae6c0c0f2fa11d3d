import { readRoster } from "@bc-sales/dynamic-providers";
import { expect } from "chai";
import { changeRow, grantByHand, roleId } from "../engine/tenant";
import type { Life } from "../kinds/life";
import { failureOf } from "../kinds/outcome";
import { ADELE, SALES } from "../kinds/people";
import { Stage } from "../kinds/stage";
import {
  actingOn,
  ANNA,
  BEN,
  both,
  CARLA,
  MINUTE,
  RIGHT,
  SAMPLE,
  salesperson,
  passwordsOf,
  recorded,
} from "./salespeople.support";

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

  it("give a role back that was granted here, though the check afterwards did not find it", async () => {
    const before = stage.person(ADELE);
    const wanted = inputs({ [ADELE]: salesperson("Adele", { roles: ["Salesperson", "Sales Manager"] }) });
    const { store } = stage.sandbox;
    const manager = roleId(store, "Sales Manager");
    const rolesOfAdele = () => [...store.all("systemusers")].find((row) => row.domainname === ADELE)?.roles;
    let isTaken = false;
    store.onCommit(() => {
      if (isTaken || rolesOfAdele()?.includes(manager) !== true) return;
      isTaken = true;
      setImmediate(() => {
        changeRow(store, ADELE, ({ roles }) => ({ roles: roles.filter((id) => id !== manager) }));
      });
    });
    expect(await failureOf(life.deploy(wanted)))
      .to.contain(ADELE)
      .and.to.contain("Sales Manager");
    grantByHand(store, ADELE, "Sales Manager");
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
    expect(stage.said.join("\n")).to.contain("0 of 2 people done");
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

  it("have the service plans off that are named, and others when others are", async () => {
    const named = (plans: string) =>
      inputs({ [ANNA]: salesperson("Anna", { licenses: [`${SALES}${plans}`] }) });
    const off = () => stage.plansOff(ANNA);
    await life.deploy(named(" -project_essentials"));
    expect(off()).to.deep.equal(["PROJECT_ESSENTIALS"]);
    expect(await deployed(named(" -PROJECT_ESSENTIALS"))).to.equal("unchanged");
    expect(await deployed(named(" -SHAREPOINTWAC"))).to.equal("updated");
    expect(off()).to.deep.equal(["SHAREPOINTWAC"]);
    // Nothing said, nothing done.
    await deployed(named(""));
    expect(off()).to.deep.equal(["SHAREPOINTWAC"]);
    await deployed(named(" -none"));
    expect(off()).to.deep.equal([]);
    await life.destroy();
    expect(stage.person(ANNA).licenses).to.deep.equal([]);
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
