import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { ADMINISTRATOR, Deployment, INTEGRATION_USER, repository, type Run } from "./deployment";
import { everything, person } from "./tenant";

const PACK = dirname(require.resolve("@bc-sales/policy/package.json"));

/** What a run says about a policy: its lines, each with the rule and the message that follow it. */
function saidOf(policy: string, { output }: Run): string {
  const lines = output.split("\n");
  return lines
    .flatMap((line, index) =>
      /^\s+- \[\w+\] /.test(line) && line.includes(`  ${policy}  `) ? lines.slice(index, index + 3) : [],
    )
    .join("\n");
}

describe("the policy pack on this project's own program, on the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  let right: Deployment["config"];

  before(async () => {
    deployment = await Deployment.start({ stack: "prod" });
    right = { ...deployment.config, protectIntegrationUser: true, onDestroy: "keep" };
  });
  after(async () => {
    await deployment.stop();
  });

  it("has nothing to say about the account set of the article in production", async () => {
    deployment.configure(right);
    const example = join(PACK, "example-config.json");
    const run = await deployment.up("--policy-pack", PACK, "--policy-pack-config", example);
    expect(run.exitCode, run.output).to.equal(0);
    expect(run.output).to.contain("✅ bc-sales@v0.1.0");
    expect(run.output).to.not.match(/\[(mandatory|advisory)\]/);
  });

  it("names in one preview every policy that is broken, with what to do", async () => {
    const packConfig = join(dirname(deployment.roster), "policies.json");
    writeFileSync(
      packConfig,
      JSON.stringify({
        "allowed-roles": {
          roles: ["system administrator", "System Customizer", "Sales Manager", "Basic User"],
        },
        "allowed-licenses": { licenses: [], license: ["SPE_E5"] },
        "non-interactive-once-connected": { connectedStacks: ["prod-*"] },
        "authoritative-mode-where-allowed": { stacks: ["*"], accounts: ["integrationUser"] },
      }),
    );
    deployment.configure({
      ...right,
      protectIntegrationUser: false,
      onDestroy: "delete",
      onRemoval: "delete",
      roleMode: "authoritative",
    });
    const run = await deployment.run("preview", "--policy-pack", PACK, "--policy-pack-config", packConfig);
    expect(run.exitCode).to.not.equal(0);
    expect(saidOf("allowed-roles", run))
      .to.contain(
        'anna@contoso.onmicrosoft.com and ben@contoso.onmicrosoft.com are given the security role "Salesperson"',
      )
      .and.to.contain("allowed-roles.roles")
      .and.to.not.contain('System Administrator", which');
    expect(saidOf("allowed-licenses", run))
      .to.contain(`${INTEGRATION_USER} is given the licence DYN365_ENTERPRISE_SALES`)
      .and.to.contain('allowed-licenses.license: The policy takes no such configuration. Use "licenses"');
    expect(saidOf("non-interactive-once-connected", run))
      .to.contain("sales-integration-user-access-mode")
      .and.to.contain("connectionEstablished");
    expect(saidOf("authoritative-mode-where-allowed", run))
      .to.contain("for the administrator in")
      .and.to.contain("for salespeople in")
      .and.to.not.contain("for the integration user in");
    const deletion = saidOf("no-deletion-in-production", run);
    for (const name of ["sales-administrator", "sales-integration-user", "sales-salespeople-roster"]) {
      expect(deletion).to.contain(name);
    }
    expect(deletion).to.contain("onRemoval: ").and.to.contain("[mandatory]");
    expect(saidOf("integration-user-protected", run))
      .to.contain("protectIntegrationUser")
      .and.to.contain("[advisory]");
  });

  it("destroys nothing while the integration user is protected, and says what to do", async () => {
    deployment.configure(right);
    const stood = everything(deployment.sandbox.store);
    const run = await deployment.run("destroy", "--yes");
    expect(run.exitCode).to.not.equal(0);
    expect(run.output)
      .to.match(/sales-integration-user-\S+" cannot be deleted\s+because it is protected/)
      .and.to.contain("pulumi state unprotect");
    expect(everything(deployment.sandbox.store)).to.deep.equal(stood);
  });

  it("leaves a protected integration user all it holds even where nobody looks at a preview", async () => {
    const stood = person(deployment.sandbox.store, INTEGRATION_USER);
    const run = await deployment.destroy();
    expect(run.exitCode).to.not.equal(0);
    expect(stood.roles).to.deep.equal(["Basic User"]);
    expect(person(deployment.sandbox.store, INTEGRATION_USER)).to.deep.equal(stood);
  });
});

describe("the policy pack on a program of somebody's own, on the real engine", function () {
  this.timeout(180_000);
  let deployment: Deployment;
  let directory: string;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-policy-"));
    symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
    writeFileSync(
      join(directory, "Pulumi.yaml"),
      "name: own\nruntime:\n  name: nodejs\n  options: { typescript: false }\n",
    );
    writeFileSync(join(directory, "package.json"), '{ "main": "index.js" }');
    writeFileSync(
      join(directory, "index.js"),
      `require(${JSON.stringify(join(__dirname, "policyProgram.js"))});\n`,
    );
    deployment = await Deployment.start({ program: directory, stack: "production" });
  });
  after(async () => {
    await deployment.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const common = () => {
    const { organizationUrl, endpoints } = deployment.accountSet();
    return { organizationUrl, endpoints };
  };

  it("names whatever is broken, by its own defaults", async () => {
    deployment.configure(common());
    const run = await deployment.run("preview", "--policy-pack", PACK);
    expect(run.exitCode).to.not.equal(0);
    const expectations: Readonly<Record<string, readonly string[]>> = {
      "integration-user-is-not-administrator": [
        "[mandatory]",
        "IntegrationUserAccount: shared-user",
        `${ADMINISTRATOR} is the integration user and the administrator.`,
        "dedicated account",
      ],
      "system-administrator-for-administrator-only": [
        "helper@contoso.onmicrosoft.com is given",
        "ida@contoso.onmicrosoft.com is given",
        "Take the role out",
      ],
      "initial-passwords-secret": [
        "plain-password",
        "password is no secret output",
        "additionalSecretOutputs",
      ],
      "non-interactive-once-connected": ["people can still sign in as sync@contoso.onmicrosoft.com"],
      "minimum-permissions-verified": [
        "[advisory]",
        "Nothing verifies that sync@contoso.onmicrosoft.com",
        "MinimumPermissions",
      ],
      "no-deletion-in-production": ["onRemoval: ", "onDestroy: ", "shared-user"],
      "authoritative-mode-where-allowed": ["for salespeople in the stack production-"],
      "integration-user-protected": [
        ADMINISTRATOR,
        "sync@contoso.onmicrosoft.com: sync and sync-mode are not protected",
      ],
    };
    for (const [policy, texts] of Object.entries(expectations)) {
      const said = saidOf(policy, run);
      for (const text of texts) expect(said, `${policy}\n${run.output}`).to.contain(text);
    }
    // The administrator may.
    expect(saidOf("system-administrator-for-administrator-only", run)).to.not.contain(ADMINISTRATOR);
    expect(saidOf("initial-passwords-secret", run)).to.not.contain("helper-password");
  });

  it("says in preview what it cannot judge yet, and stops the deployment before that is written", async () => {
    deployment.configure({ ...common(), program: "secretive" });
    const run = await deployment.run("up", "--yes", "--policy-pack", PACK);
    expect(run.exitCode).to.not.equal(0);
    expect(saidOf("known-in-preview", run))
      .to.contain("late-roles")
      .and.to.contain("roles: Not known before the deployment")
      .and.to.contain("[advisory]");
    expect(saidOf("system-administrator-for-administrator-only", run)).to.contain(
      "late@contoso.onmicrosoft.com is given",
    );
    expect(person(deployment.sandbox.store, "late@contoso.onmicrosoft.com").roles).to.deep.equal([]);
    expect(person(deployment.sandbox.store, "late@contoso.onmicrosoft.com").exists).to.equal(true);
  });
});
