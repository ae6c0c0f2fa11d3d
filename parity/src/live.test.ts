import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox, type RunningSandbox, type TenantRows } from "@bc-sales/sandbox";
import { contracts } from "./contracts/contracts";
import { readObservations } from "./observations-file";
import { startLive } from "./testing/live-run";
import { outsider } from "./target/sandbox-target";

describe("npm run parity -- --target live", function () {
  this.timeout(60_000);

  let sandbox: RunningSandbox;
  let directory: string;
  let file: string;
  let seed: TenantRows;
  let found: TenantRows;
  let settings: object;

  before(async () => {
    sandbox = await startSandbox();
    sandbox.store.put("servicePrincipals", outsider.id, outsider);
    seed = sandbox.store.export();
    settings = { ...sandbox.settings };
  });

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-parity-"));
    file = join(directory, "observations.json");
    sandbox.store.load(seed);
    found = sandbox.store.export();
    Object.assign(sandbox.settings, settings);
    sandbox.requests.clear();
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  after(async () => {
    await sandbox.close();
  });

  const live = (...options: string[]) => startLive(sandbox, [...options, "--observations", file]).ended;
  const second = () => ({
    BC_SALES_PARITY_SECOND_CLIENT_ID: outsider.appId,
    BC_SALES_PARITY_SECOND_CLIENT_SECRET: sandbox.status.clientSecret,
  });

  it("checks all contracts, leaves the tenant as it was, and writes down nothing that names it", async () => {
    const options = ["--yes", "--observations", file];
    const { code, output } = await startLive(sandbox, options, second()).ended;
    expect(output).to.contain("0 different");
    expect(sandbox.store.export()).to.deep.equal(found);
    const written = readObservations(file);
    expect(written?.target).to.equal("live");
    expect(written?.contracts.map(({ id }) => id)).to.deep.equal(contracts.map(({ id }) => id));
    // Some ask for what the sandbox does not cover (yet).
    const unsettled = written?.contracts.filter(({ outcome }) => outcome !== "as assumed") ?? [];
    for (const { reason } of unsettled) expect(reason).to.match(/The sandbox does not cover /);
    expect(code).to.equal(unsettled.length === 0 ? 0 : 1);
    const text = readFileSync(file, "utf8");
    const { tenantId, environmentId, clientId, clientSecret, authority } = sandbox.status;
    for (const secret of [
      tenantId,
      environmentId,
      clientId,
      clientSecret,
      new URL(authority).host,
      "contoso",
      "eyJ",
    ]) {
      expect(text.toLowerCase()).not.to.contain(secret.toLowerCase());
    }
    expect(text).not.to.match(/[\da-f]{8}-[\da-f]{4}-/i);
  });

  it("ends with 0 when all that was asked is as assumed", async () => {
    const { code, output } = await live("--yes", "--only", "dataverse.whoami", "graph.skus");
    expect(output).to.contain("2 as assumed, 0 different, 0 not settled, 0 not checked.");
    expect(code).to.equal(0);
  });

  it("says what is different where a tenant behaves in another way, and ends with 1", async () => {
    sandbox.settings.maxNonInteractiveUsers = 3;
    const { code, output } = await live("--yes", "--only", "dataverse.access-mode.limit");
    expect(output).to.contain("places: assumed 7, seen 3");
    expect(code).to.equal(1);
    const [observation] = readObservations(file)?.contracts ?? [];
    expect(observation?.outcome).to.equal("different");
    expect(observation?.findings).to.deep.include({ what: "places", assumed: 7, seen: 3, same: false });
    expect(sandbox.store.export()).to.deep.equal(found);
  });

  it("keeps what earlier runs have seen of other contracts", async () => {
    await live("--yes", "--only", "dataverse.whoami");
    await live("--yes", "--only", "graph.skus");
    expect(readObservations(file)?.contracts.map(({ id }) => id)).to.deep.equal([
      "dataverse.whoami",
      "graph.skus",
    ]);
  });

  it("names everything that is missing at once, and sends nothing", async () => {
    const changes = {
      AZURE_TENANT_ID: undefined,
      BC_SALES_PARITY_SKU: undefined,
      BC_SALES_PARITY_ORGANIZATION_URL: "contoso.crm.dynamics.com",
    };
    const { code, output } = await startLive(sandbox, ["--yes"], changes).ended;
    expect(code).to.equal(2);
    expect(output).to.contain("AZURE_TENANT_ID is not set");
    expect(output).to.contain("BC_SALES_PARITY_SKU is not set");
    expect(output).to.contain("BC_SALES_PARITY_ORGANIZATION_URL must be an address");
    expect(sandbox.requests.entries).to.deep.equal([]);
  });

  it("says what it will make, and without a terminal does nothing unless told not to ask", async () => {
    const { code, output } = await live("--only", "graph.users.create");
    expect(code).to.equal(2);
    expect(output).to.contain(sandbox.status.dataverse);
    expect(output).to.match(/accounts named bcsales-parity-[\da-f]{6}-…/);
    expect(output).to.contain("--yes goes on without asking.");
    expect(sandbox.requests.entries).to.deep.equal([]);
  });

  describe("when it is stopped half-way", () => {
    const waiting = ["--yes", "--only", "dataverse.systemusers.enable"];

    // The environment never hears of the lost licence: the run waits, with an account made.
    beforeEach(() => {
      sandbox.settings.syncInterval = 3_600_000;
    });

    async function untilItWaits(): Promise<void> {
      const released = () =>
        [...sandbox.store.all("systemusers")].some(({ domainname, azureactivedirectoryobjectid }) => {
          const account = sandbox.store.get("users", azureactivedirectoryobjectid ?? "");
          return domainname.startsWith("bcsales-parity-") && account?.licenses.length === 0;
        });
      while (!released()) await sleep(20);
    }

    it("removes what it has made, on Ctrl-C", async () => {
      const run = startLive(sandbox, [...waiting, "--observations", file]);
      await untilItWaits();
      run.process.kill("SIGINT");
      const { code, output } = await run.ended;
      expect(output).to.contain("1 not checked.");
      expect(code).to.equal(1);
      expect(sandbox.store.export()).to.deep.equal(found);
    });

    it("leaves what --clean-up finds by its prefix, and nobody else's accounts are touched", async () => {
      const [other] = sandbox.store.all("users");
      const signInName = "bcsales-parity-000000-mine@contoso.onmicrosoft.com";
      sandbox.store.put("users", other!.id, { ...other!, userPrincipalName: signInName });
      const withOther = sandbox.store.export();
      const run = startLive(sandbox, [...waiting, "--observations", file]);
      await untilItWaits();
      run.process.kill("SIGKILL");
      await run.ended;
      expect(sandbox.store.export()).not.to.deep.equal(withOther);
      const { code } = await live("--yes", "--clean-up");
      expect(code).to.equal(0);
      expect(sandbox.store.get("users", other!.id)?.displayName).to.equal(other!.displayName);
      expect(sandbox.store.export().users).to.deep.equal(withOther.users);
      expect(sandbox.store.export().systemusers.length).to.equal(withOther.systemusers.length);
    });
  });

  it("ends with 3 and names what it could not remove", async () => {
    const [user] = sandbox.store.all("users");
    const name = "bcsales-parity-000000-left";
    sandbox.store.put("users", "0a1b2c3d-0000-4000-8000-000000000001", {
      ...user!,
      id: "0a1b2c3d-0000-4000-8000-000000000001",
      userPrincipalName: `${name}@contoso.onmicrosoft.com`,
      displayName: name,
    });
    const [application] = sandbox.store.all("servicePrincipals");
    sandbox.store.put("servicePrincipals", application!.id, {
      ...application!,
      permissions: ["User.Read.All"],
    });
    const { code, output } = await live("--yes", "--clean-up");
    expect(output).to.contain(`Could not be removed: account ${name}@contoso.onmicrosoft.com`);
    expect(code).to.equal(3);
  });
});
