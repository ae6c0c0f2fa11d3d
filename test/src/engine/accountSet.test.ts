import { expect } from "chai";
import { ADMINISTRATOR, Deployment, INTEGRATION_USER, SALES_ENTERPRISE } from "./deployment";
import { changeRow, everything, grantByHand, person, takeAwayByHand, unlicenseByHand } from "./tenant";

const ANNA = "anna@contoso.onmicrosoft.com";
const BEN = "ben@contoso.onmicrosoft.com";
const CARLA = "carla@contoso.onmicrosoft.com";
const READ_WRITE = 0;
const NON_INTERACTIVE = 4;

/** One stack, its life told in order; each step starts from what the one before left. */
describe("the account set, deployed by the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  let untouched: unknown;

  const tenant = (signInName: string) => person(deployment.sandbox.store, signInName);
  const deploys = async () => {
    const run = await deployment.up();
    expect(run.exitCode, run.output).to.equal(0);
    return run.output;
  };

  before(async () => {
    deployment = await Deployment.start();
    untouched = everything(deployment.sandbox.store);
  });
  after(async () => {
    await deployment.stop();
  });

  describe("at first", () => {
    it("shows every account in a preview that writes nothing", async () => {
      const run = await deployment.preview();
      expect(run.exitCode, run.output).to.equal(0);
      for (const signInName of [ADMINISTRATOR, INTEGRATION_USER, ANNA, BEN])
        expect(run.output).to.contain(signInName);
      expect(everything(deployment.sandbox.store)).to.deep.equal(untouched);
    });

    it("makes exactly the accounts of the article on the first deployment", async () => {
      await deploys();
      expect(tenant(ADMINISTRATOR)).to.deep.equal({
        exists: true,
        enabledInEntra: true,
        licenses: [SALES_ENTERPRISE],
        inEnvironment: true,
        enabled: true,
        accessMode: READ_WRITE,
        roles: ["Sales Manager", "System Administrator", "System Customizer"],
      });
      expect(tenant(INTEGRATION_USER)).to.deep.equal({
        exists: true,
        enabledInEntra: true,
        licenses: [SALES_ENTERPRISE],
        inEnvironment: true,
        enabled: true,
        accessMode: READ_WRITE,
        roles: ["Basic User"],
      });
      for (const salesperson of [ANNA, BEN]) {
        expect(tenant(salesperson)).to.deep.equal({
          exists: true,
          enabledInEntra: true,
          licenses: [SALES_ENTERPRISE],
          inEnvironment: true,
          enabled: true,
          accessMode: READ_WRITE,
          roles: ["Salesperson"],
        });
      }
    });

    it("leaves everybody else in the tenant as they were", () => {
      const made = new Set(
        [ADMINISTRATOR, INTEGRATION_USER, ANNA, BEN].map(
          (name) => deployment.sandbox.store.userByPrincipalName(name)?.id ?? "",
        ),
      );
      const after = everything(deployment.sandbox.store) as {
        users: { id: string }[];
        systemusers: SystemUserRow[];
      };
      const start = untouched as typeof after;
      expect(after.users.filter((user) => !made.has(user.id))).to.deep.equal(start.users);
      expect(
        after.systemusers.filter((row) => !made.has(row.azureactivedirectoryobjectid ?? "")),
      ).to.deep.equal(start.systemusers);
    });

    it("makes people choose a password at first sign-in, but not the integration user", () => {
      const mustChange = (name: string) =>
        deployment.sandbox.store.userByPrincipalName(name)?.passwordProfile?.forceChangePasswordNextSignIn;
      expect(mustChange(ADMINISTRATOR)).to.equal(true);
      expect(mustChange(ANNA)).to.equal(true);
      expect(mustChange(INTEGRATION_USER)).to.equal(false);
    });

    it("gives out what a user needs next", async () => {
      const outputs = await deployment.outputs();
      const user = deployment.sandbox.store.userByPrincipalName(INTEGRATION_USER);
      const row = deployment.sandbox.store.systemUserByObjectId(user?.id ?? "");
      expect(outputs.integrationUser).to.deep.equal({
        signInName: INTEGRATION_USER,
        objectId: user?.id,
        systemUserId: row?.systemuserid,
        roles: ["Basic User"],
        accessMode: "read-write",
      });
      expect(outputs.couplingList).to.have.length(2);
      expect((outputs.environment as { environmentId: string }).environmentId).to.equal(
        deployment.sandbox.status.environmentId,
      );
    });

    it("keeps every initial password out of the plain text of the state", async () => {
      const { initialPasswords } = (await deployment.outputs()) as {
        initialPasswords: {
          administrator: string;
          integrationUser: string;
          salespeople: Record<string, string>;
        };
      };
      const passwords = [
        initialPasswords.administrator,
        initialPasswords.integrationUser,
        ...Object.values(initialPasswords.salespeople),
      ];
      expect(passwords).to.have.length(4);
      expect(new Set(passwords).size).to.equal(4);
      const state = await deployment.state();
      for (const secret of [...passwords, deployment.sandbox.status.clientSecret]) {
        expect(secret).to.have.length.greaterThan(10);
        expect(state).to.not.contain(secret);
      }
    });

    it("writes nothing on the second deployment", async () => {
      const stood = everything(deployment.sandbox.store);
      const output = await deploys();
      expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
      expect(output).to.match(/Resources:\s+\d+ unchanged/);
    });
  });

  describe("drift made by hand", () => {
    async function shownAndRepaired(drift: () => void, shown: RegExp[]) {
      const right = everything(deployment.sandbox.store) as { systemusers: SystemUserRow[] };
      drift();
      const preview = await deployment.preview();
      expect(preview.exitCode, preview.output).to.equal(0);
      for (const text of shown) expect(preview.output).to.match(text);
      await deploys();
      return right;
    }

    it("shows and gives back a role that was taken from the administrator", async () => {
      await shownAndRepaired(() => {
        takeAwayByHand(deployment.sandbox.store, ADMINISTRATOR, "System Customizer");
      }, [
        /sales-administrator-roles/,
        /bc\.administrator@contoso\.onmicrosoft\.com: roles \+ "System Customizer"/,
      ]);
      expect(tenant(ADMINISTRATOR).roles).to.deep.equal([
        "Sales Manager",
        "System Administrator",
        "System Customizer",
      ]);
    });

    it("refuses in preview an integration user that was made System Administrator", async () => {
      grantByHand(deployment.sandbox.store, INTEGRATION_USER, "System Administrator");
      const preview = await deployment.preview();
      expect(preview.exitCode).to.not.equal(0);
      expect(preview.output).to.contain(INTEGRATION_USER).and.to.contain("System Administrator");
      takeAwayByHand(deployment.sandbox.store, INTEGRATION_USER, "System Administrator");
    });

    it("takes System Administrator from the integration user where the program may take roles away", async () => {
      grantByHand(deployment.sandbox.store, INTEGRATION_USER, "System Administrator");
      const additive = deployment.config;
      deployment.configure({ ...additive, roleMode: "authoritative" });
      const preview = await deployment.preview();
      expect(preview.output).to.match(/- .*"System Administrator"/);
      await deploys();
      deployment.configure(additive);
      expect(tenant(INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
      await deploys();
    });

    it("shows and sets back the access mode", async () => {
      await shownAndRepaired(() => {
        changeRow(deployment.sandbox.store, INTEGRATION_USER, () => ({ accessmode: NON_INTERACTIVE }));
      }, [/sales-integration-user-access-mode/, /accessMode\s*: "non-interactive" => "read-write"/]);
      expect(tenant(INTEGRATION_USER).accessMode).to.equal(READ_WRITE);
    });

    it("shows and assigns again a licence that was removed", async () => {
      await shownAndRepaired(() => {
        unlicenseByHand(deployment.sandbox.store, INTEGRATION_USER);
      }, [/sales-integration-user-license/, /\+ .*"DYN365_ENTERPRISE_SALES"/]);
      expect(tenant(INTEGRATION_USER).licenses).to.deep.equal([SALES_ENTERPRISE]);
      expect(tenant(INTEGRATION_USER).enabled).to.equal(true);
    });

    it("names the salesperson whose role was taken away, and nobody else", async () => {
      takeAwayByHand(deployment.sandbox.store, ANNA, "Salesperson");
      const preview = await deployment.preview();
      expect(preview.output)
        .to.contain(ANNA)
        .and.to.match(/\+ .*"Salesperson"/);
      expect(changedPeople(preview.output)).to.deep.equal([ANNA]);
      await deploys();
      expect(tenant(ANNA).roles).to.deep.equal(["Salesperson"]);
    });

    it("enables again a user who was disabled in the environment", async () => {
      await shownAndRepaired(() => {
        changeRow(deployment.sandbox.store, INTEGRATION_USER, () => ({ isdisabled: true }));
      }, [/sales-integration-user-user/, /enabled\s*: false => true/]);
      expect(tenant(INTEGRATION_USER).enabled).to.equal(true);
    });

    it("enables again a salesperson who was disabled", async () => {
      await shownAndRepaired(() => {
        changeRow(deployment.sandbox.store, BEN, () => ({ isdisabled: true }));
      }, [/ben@contoso/]);
      expect(tenant(BEN).enabled).to.equal(true);
    });

    it("leaves a role alone that somebody else granted", async () => {
      grantByHand(deployment.sandbox.store, BEN, "Sales Manager");
      const output = await deploys();
      expect(output).to.match(/Resources:\s+\d+ unchanged/);
      expect(tenant(BEN).roles).to.deep.equal(["Sales Manager", "Salesperson"]);
    });
  });

  describe("changes of the program", () => {
    it("switches to Non-interactive and adds the integration roles once the connection is established", async () => {
      deployment.configure({ ...deployment.config, connectionEstablished: true });
      await deploys();
      expect(tenant(INTEGRATION_USER).accessMode).to.equal(NON_INTERACTIVE);
      expect(tenant(INTEGRATION_USER).roles).to.deep.equal([
        "Basic User",
        "Dynamics 365 Business Central Integration Administrator",
        "Dynamics 365 Business Central Integration User",
      ]);
      expect(tenant(INTEGRATION_USER).licenses).to.deep.equal([SALES_ENTERPRISE]);
    });

    it("releases the licence of the non-interactive user and leaves it enabled", async () => {
      deployment.configure({ ...deployment.config, releaseLicense: true });
      await deploys();
      expect(tenant(INTEGRATION_USER).licenses).to.deep.equal([]);
      expect(tenant(INTEGRATION_USER).enabled).to.equal(true);
      expect(tenant(INTEGRATION_USER).accessMode).to.equal(NON_INTERACTIVE);
      expect(await deploys()).to.match(/Resources:\s+\d+ unchanged/);
    });

    it("goes back to Read-Write with a licence when the connection is gone", async () => {
      deployment.configure({ ...deployment.config, connectionEstablished: false, releaseLicense: false });
      await deploys();
      expect(tenant(INTEGRATION_USER).accessMode).to.equal(READ_WRITE);
      expect(tenant(INTEGRATION_USER).licenses).to.deep.equal([SALES_ENTERPRISE]);
      expect(tenant(INTEGRATION_USER).roles).to.deep.equal(["Basic User"]);
    });

    it("makes a person who joins the roster", async () => {
      deployment.people("anna", "ben", "carla");
      const preview = await deployment.preview();
      expect(preview.output).to.contain(CARLA);
      await deploys();
      expect(tenant(CARLA)).to.include({ exists: true, enabled: true });
      expect(tenant(CARLA).roles).to.deep.equal(["Salesperson"]);
    });

    it("takes back from a person who leaves the roster what was granted here, and nothing else", async () => {
      deployment.people("anna", "carla");
      await deploys();
      expect(tenant(BEN).exists).to.equal(true);
      expect(tenant(BEN).roles).to.deep.equal(["Sales Manager"]);
      expect(tenant(BEN).licenses).to.deep.equal([]);
    });
  });

  describe("in the end", () => {
    it("takes everything back on destroy", async () => {
      const run = await deployment.destroy();
      expect(run.exitCode, run.output).to.equal(0);
      const { store } = deployment.sandbox;
      for (const signInName of [ADMINISTRATOR, INTEGRATION_USER, ANNA, CARLA]) {
        expect(tenant(signInName).exists, signInName).to.equal(false);
      }
      const start = untouched as { users: { id: string }[]; systemusers: SystemUserRow[] };
      for (const row of start.systemusers)
        expect(store.get("systemusers", row.systemuserid)).to.deep.equal(row);
      for (const user of start.users) expect(store.get("users", user.id)).to.deep.equal(user);
    });
  });
});

interface SystemUserRow {
  systemuserid: string;
  azureactivedirectoryobjectid: string | null;
}

/** Sign-in names that the preview of a change marks, in the part that says what will be done. */
function changedPeople(preview: string): string[] {
  const plan = preview.slice(preview.indexOf("(update)"));
  return [...plan.matchAll(/^ +[~+-] ([^\s:]+@[^\s:]+)\s*:/gm)].map(([, name = ""]) => name);
}
