import { expect } from "chai";
import { seedIds } from "@bc-sales/sandbox";
import { Terminal } from "./terminal";

interface Check {
  readonly id: string;
  readonly state: string;
  readonly detail: string;
  readonly remedy: string;
}

describe("bc-sales doctor", function () {
  this.timeout(30_000);

  let terminal: Terminal;
  beforeEach(async () => {
    terminal = await Terminal.open();
  });
  afterEach(() => terminal.close());

  async function doctor(env: NodeJS.ProcessEnv = {}) {
    const finished = await terminal.bcSales(["doctor", "--stack", "test", "--format", "json"], env);
    expect(finished.stdout, finished.stderr).to.not.equal("");
    const { healthy, checks } = JSON.parse(finished.stdout) as { healthy: boolean; checks: Check[] };
    return { ...finished, healthy, checks };
  }

  const states = (checks: readonly Check[], state: string) =>
    checks.filter((check) => check.state === state).map(({ id }) => id);

  it("finds nothing to complain of in the application that deploys", async () => {
    const { exitCode, healthy, checks } = await doctor();
    expect(exitCode).to.equal(0);
    expect(healthy).to.equal(true);
    expect(new Set(checks.map(({ state }) => state))).to.deep.equal(new Set(["ok"]));
    expect(checks).to.have.length(11);
  });

  it("says of a wrong secret that it is wrong, once for each service, and never what it is", async () => {
    const { exitCode, checks, stdout, stderr } = await doctor({ ARM_CLIENT_SECRET: "not-the-secret" });
    expect(exitCode).to.equal(1);
    expect(states(checks, "failed")).to.deep.equal([
      "token-graph",
      "token-power-platform",
      "token-dataverse",
    ]);
    expect(states(checks, "ok")).to.deep.equal(["credentials"]);
    expect(checks[1]?.detail).to.contain("the client secret is wrong");
    expect(checks[1]?.remedy).to.contain("Certificates & secrets");
    expect(stdout + stderr).to.not.contain("not-the-secret");
  });

  it("says what half a set of credentials lacks", async () => {
    const { exitCode, checks } = await doctor({ ARM_CLIENT_ID: "" });
    expect(exitCode).to.equal(1);
    expect(checks).to.have.length(1);
    expect(checks[0]?.detail).to.contain("there is no client id");
    expect(checks[0]?.remedy).to.contain("ARM_CLIENT_ID");
  });

  it("finds the application missing in the organization", async () => {
    const { store } = terminal.sandbox;
    store.delete("systemusers", seedIds.deployment.systemUserId);
    store.commit();
    const { exitCode, checks } = await doctor();
    expect(exitCode).to.equal(1);
    expect(states(checks, "failed")).to.include("application-user");
    expect(checks.find(({ id }) => id === "application-user")?.remedy).to.contain("application user");
  });

  it("finds the application user without System Administrator", async () => {
    const { store } = terminal.sandbox;
    const row = store.get("systemusers", seedIds.deployment.systemUserId);
    if (row === undefined) throw new Error("no application user in the seed");
    const basic = [...store.all("roles")].find(
      ({ name, roleid, parentrootroleid }) => name === "Basic User" && roleid === parentrootroleid,
    );
    store.put("systemusers", row.systemuserid, { ...row, roles: [basic?.roleid ?? ""] });
    store.commit();
    const { exitCode, checks } = await doctor();
    expect(exitCode).to.equal(1);
    expect(states(checks, "failed")).to.include("system-administrator");
  });

  it("finds an application that the admin API does not take", async () => {
    const { store } = terminal.sandbox;
    const principal = store.get("servicePrincipals", seedIds.deployment.objectId);
    if (principal === undefined) throw new Error("no service principal in the seed");
    store.put("servicePrincipals", principal.id, { ...principal, managementApplication: false });
    store.commit();
    const { exitCode, checks } = await doctor();
    expect(exitCode).to.equal(1);
    expect(states(checks, "failed")).to.deep.equal(["management-application", "environment"]);
    expect(checks.find(({ id }) => id === "management-application")?.remedy).to.contain(
      "New-PowerAppManagementApp",
    );
  });

  it("finds Graph permissions that are not granted", async () => {
    const { store } = terminal.sandbox;
    const principal = store.get("servicePrincipals", seedIds.deployment.objectId);
    if (principal === undefined) throw new Error("no service principal in the seed");
    store.put("servicePrincipals", principal.id, { ...principal, permissions: ["User.Read.All"] });
    store.commit();
    const { exitCode, checks } = await doctor();
    expect(exitCode).to.equal(1);
    const found = checks.find(({ id }) => id === "graph-permissions");
    expect(found?.state).to.equal("failed");
    expect(found?.remedy).to.contain("User.ReadWrite.All");
  });
});
