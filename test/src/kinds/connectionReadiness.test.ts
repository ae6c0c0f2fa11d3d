import { expect } from "chai";
import { Roles } from "../engine/roles";
import { changeRow, grantByHand, takeAwayByHand } from "../engine/tenant";
import { failureOf } from "./outcome";
import { ADELE, ALEX, EXPORT } from "./people";
import { Stage } from "./stage";

const INTEGRATION_ROLES = [
  "Dynamics 365 Business Central Integration Administrator",
  "Dynamics 365 Business Central Integration User",
];

interface Check {
  readonly id: string;
  readonly state: string;
  readonly detail: string;
}

/** A tenant in which Business Central has connected as Adele, with Alex as administrator; then one thing is changed by hand. */
describe("the readiness of a connection, looked at in a tenant", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.set();
    const { store } = stage.sandbox;
    for (const role of INTEGRATION_ROLES) grantByHand(store, ADELE, role);
    changeRow(store, ADELE, () => ({ accessmode: 4 }));
    for (const role of ["System Administrator", "System Customizer"]) grantByHand(store, ALEX, role);
  });
  afterEach(() => stage.strike());

  function inputs(more: object = {}): Record<string, unknown> {
    const { organizationUrl, ...integrationUser } = stage.inputsOf(ADELE);
    const { objectId, signInName } = stage.inputsOf(ALEX);
    return {
      organizationUrl,
      integrationUser,
      administrator: { objectId, signInName },
      authentication: "oauth",
      connected: true,
      localCurrency: "USD",
      ...more,
    };
  }

  async function looked(more: object = {}): Promise<readonly Check[]> {
    const life = stage.life("ConnectionReadiness");
    await life.deploy(inputs(more));
    return life.outputs.checks as readonly Check[];
  }

  const failed = async (more?: object) =>
    (await looked(more)).filter(({ state }) => state === "failed").map(({ id }) => id);

  it("finds nothing wrong, and changes nothing", async () => {
    const before = stage.everything();
    expect((await looked()).filter(({ state }) => state === "failed" || state === "unknown")).to.deep.equal(
      [],
    );
    expect(stage.everything()).to.deep.equal(before);
  });

  const BROKEN: readonly (readonly [id: string, what: string, change: () => void])[] = [
    [
      "environment-administration-mode",
      "administration mode",
      () => {
        stage.changeEnvironment({ administrationMode: true });
      },
    ],
    [
      "integration-solution",
      "the solution uninstalled",
      () => {
        new Roles(stage.sandbox.store).uninstall("MicrosoftDynamicsNavIntegration");
      },
    ],
    [
      "integration-user-enabled",
      "the user disabled",
      () => {
        changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
      },
    ],
    [
      "integration-user-access-mode",
      "the user made interactive",
      () => {
        changeRow(stage.sandbox.store, ADELE, () => ({ accessmode: 0 }));
      },
    ],
    [
      "integration-user-not-administrator",
      "System Administrator given",
      () => {
        grantByHand(stage.sandbox.store, ADELE, "System Administrator");
      },
    ],
    [
      "administrator-enabled",
      "the administrator disabled",
      () => {
        changeRow(stage.sandbox.store, ALEX, () => ({ isdisabled: true }));
      },
    ],
    [
      "administrator-roles",
      "System Customizer taken away",
      () => {
        takeAwayByHand(stage.sandbox.store, ALEX, "System Customizer");
      },
    ],
  ];
  for (const [id, what, change] of BROKEN) {
    it(`fails in ${id} and nothing else with ${what}`, async () => {
      change();
      expect(await failed()).to.deep.equal([id]);
    });
  }

  it("counts a licence only where Business Central asks for one", async () => {
    stage.changeUser(ADELE, { licenses: [] });
    expect(await failed()).to.deep.equal(["integration-user-licensed"]);
    expect(await failed({ authentication: "office365" })).to.deep.equal([]);
  });

  it("says that a role which comes by a team does not count", async () => {
    const { store } = stage.sandbox;
    const [, userRole = ""] = INTEGRATION_ROLES;
    takeAwayByHand(store, ADELE, userRole);
    const row = store.systemUserByObjectId(stage.userId(ADELE));
    const role = [...store.all("roles")].find(
      ({ name, roleid, parentrootroleid }) => name === userRole && roleid === parentrootroleid,
    );
    const [team] = [...store.all("teams")];
    if (row === undefined || role === undefined || team === undefined)
      throw new Error("the seed has changed");
    store.put("teams", "bci", {
      ...team,
      teamid: "bc100000-0000-4000-8000-000000000001",
      name: "BCI - Contoso",
      isdefault: false,
      members: [row.systemuserid],
      roles: [role.roleid],
    });
    store.commit();
    const checks = await looked();
    const found = checks.find(({ state }) => state === "failed");
    expect(found?.id).to.equal("integration-user-integration-roles");
    expect(found?.detail).to.contain('it comes by the team "BCI - Contoso" only, which does not count');
  });

  it("names the tables that the integration user may not read", async () => {
    const { store } = stage.sandbox;
    for (const role of [...store.all("roleprivileges")])
      store.put("roleprivileges", role.roleid, { ...role, privileges: [] });
    store.commit();
    const found = (await looked()).find(({ id }) => id === "tables-readable");
    expect(found?.state).to.equal("failed");
    expect(found?.detail).to.contain(`${ADELE} may not read`).and.contain("nav_connection");
  });

  it("names the currencies that the environment has where it lacks Business Central's own", async () => {
    const found = (await looked({ localCurrency: "XTS" })).find(({ id }) => id === "currency");
    expect(found?.state).to.equal("failed");
    expect(found?.detail).to.contain("no currency XTS").and.contain("USD");
  });

  it("counts the others who are non-interactive", async () => {
    const { store } = stage.sandbox;
    const row = store.systemUserByObjectId(stage.userId(EXPORT));
    if (row === undefined) throw new Error("the seed has changed");
    for (let count = 1; count <= 7; count += 1) {
      const id = `aaaaaaaa-0000-4000-8000-00000000000${String(count)}`;
      store.put("systemusers", id, {
        ...row,
        systemuserid: id,
        azureactivedirectoryobjectid: id,
        domainname: `service${String(count)}@contoso.com`,
        applicationid: null,
        issyncwithdirectory: false,
      });
    }
    stage.sandbox.settings.syncInterval = 1_000_000_000;
    store.commit();
    expect(await failed()).to.deep.equal(["non-interactive-limit"]);
  });

  it("ends the deployment where that is asked for, naming each check and its remedy", async () => {
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    const failure = await failureOf(stage.life("ConnectionReadiness").deploy(inputs({ requireReady: true })));
    expect(failure).to.contain("integration-user-enabled:").and.contain("disabled");
  });

  it("is looked at again in each deployment until nothing is in the way", async () => {
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    const life = stage.life("ConnectionReadiness");
    await life.deploy(inputs());
    expect(await life.preview(inputs())).to.equal("update");
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: false }));
    await life.deploy(inputs());
    expect(life.outputs.ready).to.equal(true);
    expect(await life.preview(inputs())).to.equal("nothing");
  });

  it("is shown by a refresh", async () => {
    const life = stage.life("ConnectionReadiness");
    await life.deploy(inputs());
    changeRow(stage.sandbox.store, ADELE, () => ({ isdisabled: true }));
    await life.refresh();
    expect(life.outputs.ready).to.equal(false);
  });
});
