import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, run } from "@bc-sales/engine";
import { expect } from "chai";

/** The npm scripts of the README, as a newcomer types them, with a folder and a port of their own. */
describe("the quick start", function () {
  this.timeout(120_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const stackConfig = join(repository, "Pulumi.sandbox.yaml");
  const committed = readFileSync(stackConfig, "utf8");

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-quick-start-"));
    env = { ...process.env, BC_SALES_LOCAL: folder, BC_SALES_SANDBOX_PORT: String(await freePort()) };
  });
  after(async () => {
    await command("sandbox", "stop");
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the npm script of that name runs. */
  async function command(...args: string[]) {
    const finished = await run(process.execPath, [join(repository, "engine", "start.mjs"), ...args], {
      cwd: repository,
      env,
    });
    return { ...finished, output: finished.stdout + finished.stderr };
  }

  it("says that there is no sandbox before one is started", async () => {
    const status = await command("sandbox", "status", "--json");
    expect(status.exitCode).to.equal(1);
    expect(JSON.parse(status.stdout)).to.equal(null);
    expect(status.stderr).to.contain("npm run sandbox -- start");
  });

  it("`npm run up` starts the sandbox, deploys the account set and says what is there now", async () => {
    const up = await command("up");
    expect(up.exitCode, up.output).to.equal(0);
    for (const text of [
      "Accounts in Contoso Sales now:",
      "bc.administrator@contoso.onmicrosoft.com: Sales Manager, System Administrator, System Customizer",
      "bc.integration@contoso.onmicrosoft.com: Basic User; read-write",
      "Verified on every deployment:",
      "Look at the tenant: https://localhost:",
      "npm run preview",
      "npm run down",
    ]) {
      expect(up.output).to.contain(text);
    }
    expect(up.output).to.not.contain("Nothing has changed");
  });

  it("`npm run sandbox -- status --json` prints the addresses of the tenant as one object", async () => {
    const status = await command("sandbox", "status", "--json");
    expect(JSON.parse(status.stdout)).to.include.all.keys(
      ...["authority", "tenantId", "graph", "powerPlatform", "dataverse", "environmentId"],
      ...["caFile", "clientId", "clientSecret", "admin"],
    );
  });

  it("`npm run -s bc-sales -- audit` finds the tenant as the stack wants it", async () => {
    const audit = await command("bc-sales", "audit", "--stack", "sandbox");
    expect(audit.exitCode, audit.output).to.equal(0);
    expect(audit.stdout).to.match(/Everything is as wanted\.\n$/);
  });

  it("the second `npm run up` says that nothing changed", async () => {
    const up = await command("up");
    expect(up.exitCode, up.output).to.equal(0);
    expect(up.output).to.contain("Nothing has changed: everything stands as declared.");
  });

  it("`npm run preview` shows no change", async () => {
    const preview = await command("preview", "--expect-no-changes");
    expect(preview.exitCode, preview.output).to.equal(0);
  });

  it("`npm run -s pipeline -- drift` finds no drift, and prints its report", async () => {
    const drift = await command("pipeline", "drift", "--stack", "sandbox");
    expect(drift.exitCode, drift.output).to.equal(0);
    expect(drift.stdout).to.match(/^<!-- bc-sales drift of sandbox: clean -->\n/);
  });

  it("`npm run pulumi -- ARGS` runs the same engine on the same stack", async () => {
    const outputs = await command("pulumi", "stack", "output", "environment", "--json");
    expect((JSON.parse(outputs.stdout) as { displayName: string }).displayName).to.equal("Contoso Sales");
  });

  it("leaves the stack's committed configuration as it was", () => {
    expect(readFileSync(stackConfig, "utf8")).to.equal(committed);
  });

  it("`npm run down` takes everything back and stops the sandbox", async () => {
    const down = await command("down");
    expect(down.exitCode, down.output).to.equal(0);
    expect((await command("sandbox", "status")).exitCode).to.equal(1);
  });

  it("refuses a command that it does not know, and names those it knows", async () => {
    const unknown = await command("deploy");
    expect(unknown.exitCode).to.equal(2);
    expect(unknown.output).to.contain("up, preview, down");
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}
