import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { type Config, Deployment, type Run } from "./deployment";
import { everything } from "./tenant";

/** Each of these is refused with one clear message, a non-zero exit code and a tenant as it was. */
describe("bad input, refused by the real engine before anything is written", function () {
  this.timeout(120_000);
  let deployment: Deployment;
  let good: Config;
  let untouched: unknown;

  before(async () => {
    deployment = await Deployment.start();
    good = deployment.config;
    untouched = everything(deployment.sandbox.store);
  });
  after(async () => {
    await deployment.stop();
  });
  afterEach(() => {
    deployment.configure(good);
    deployment.people("anna", "ben");
  });

  /** Without a preview, so that what refuses is the deployment itself. */
  async function refused(change: Config = {}, env: NodeJS.ProcessEnv = {}): Promise<Run> {
    deployment.configure({ ...good, ...change });
    const run = await deployment.upWith(env);
    expect(run.exitCode, run.output).to.not.equal(0);
    expect(everything(deployment.sandbox.store), run.output).to.deep.equal(untouched);
    expect(run.output).to.not.match(/\n\s+at .*\.js:\d+/, "a stack trace is not a message");
    return run;
  }

  it("a wrong value, a missing and a misspelled key, all at once", async () => {
    const { integrationUser: _missing, ...rest } = good;
    good = rest;
    const run = await refused({ cloud: "mars", organisationUrl: "https://x.crm.dynamics.com" }).finally(
      () => {
        good = { ...rest, integrationUser: _missing };
      },
    );
    expect(run.output).to.contain("integrationUser");
  });

  it("several wrong values, one message each", async () => {
    const run = await refused({ cloud: "mars", onDestroy: "perhaps", organizationUrl: "contoso" });
    for (const key of ["cloud", "onDestroy", "organizationUrl"])
      expect(run.output).to.contain(`bc-sales:${key} `);
  });

  it("a password in plain text, which is not repeated", async () => {
    const run = await refused({ integrationUserPassword: "S3cret-value!" });
    expect(run.output).to.contain("pulumi config set --secret bc-sales:integrationUserPassword");
    expect(run.output).to.not.contain("S3cret-value!");
  });

  it("the administrator as integration user", async () => {
    const run = await refused({ integrationUser: good.administrator });
    expect(run.output).to.contain("is the administrator too");
  });

  it("the integration user among the salespeople", async () => {
    deployment.people("anna", "bc.integration");
    expect((await refused()).output).to.contain(
      "is the integration user and cannot be a salesperson besides",
    );
  });

  it("an unknown role, with the nearest name", async () => {
    const run = await refused({ salespeopleRoles: ["Salespersn"] });
    expect(run.output).to.contain('"Salespersn"').and.to.contain("Salesperson");
  });

  it("System Administrator for the integration user", async () => {
    const run = await refused({ integrationUserRoles: ["System Administrator"] });
    expect(run.output).to.contain("System Administrator");
  });

  it("an administrator without a role that is not administrative", async () => {
    const run = await refused({ administratorRoles: ["System Administrator", "System Customizer"] });
    expect(run.output)
      .to.contain("administratorRoles".slice(0, 5))
      .and.to.match(/neither|non-administrative/i);
  });

  it("an unknown SKU, with those that the tenant owns", async () => {
    const run = await refused({ salespeopleLicenses: ["DYN365_ENTERPRISE_SALE"] });
    expect(run.output).to.contain("DYN365_ENTERPRISE_SALE").and.to.contain("DYN365_ENTERPRISE_SALES");
  });

  it("more people than free seats, and how many are missing", async () => {
    const { store } = deployment.sandbox;
    const [sku] = [...store.all("skus")].filter((row) => row.skuPartNumber === "DYN365_ENTERPRISE_SALES");
    const used = [...store.all("users")].filter((user) =>
      user.licenses.some((l) => l.skuId === sku!.skuId),
    ).length;
    store.put("skus", sku!.skuId, { ...sku!, enabled: used + 3 });
    store.commit();
    const wrong = everything(store);
    const outcome = untouched;
    untouched = wrong;
    try {
      const run = await refused();
      // Administrator, integration user and two salespeople need one each; three are free.
      expect(run.output).to.contain("DYN365_ENTERPRISE_SALES").and.to.match(/\b1\b/);
    } finally {
      store.put("skus", sku!.skuId, sku!);
      store.commit();
      untouched = outcome;
    }
  });

  it("an environment that does not exist", async () => {
    const run = await refused({ environmentId: "00000000-0000-4000-8000-000000000000" });
    expect(run.output).to.contain("00000000-0000-4000-8000-000000000000");
  });

  it("an organization URL of another cloud or nobody", async () => {
    const run = await refused({ organizationUrl: "https://elsewhere.crm4.dynamics.com" });
    expect(run.output).to.contain("elsewhere.crm4.dynamics.com");
  });

  it("a wrong client secret, without repeating it", async () => {
    const run = await refused({}, { ARM_CLIENT_SECRET: "Wrong-secret-123" });
    expect(run.output).to.contain("AADSTS7000215").and.to.contain("ARM_CLIENT_SECRET");
    expect(run.output).to.not.contain("Wrong-secret-123");
  });

  it("an application that the tenant does not have", async () => {
    const run = await refused({}, { ARM_CLIENT_ID: "00000000-0000-4000-8000-000000000001" });
    expect(run.output).to.contain("AADSTS700016");
  });

  it("half a set of credentials", async () => {
    const run = await refused({}, { ARM_TENANT_ID: "" });
    expect(run.output).to.contain("ARM_TENANT_ID");
  });

  it("a tenant that does not answer", async () => {
    const nowhere = "https://localhost:9";
    const run = await refused({
      organizationUrl: nowhere,
      endpoints: { authority: nowhere, graph: `${nowhere}/graph`, powerPlatform: `${nowhere}/powerplatform` },
    });
    expect(run.output).to.contain("localhost:9");
  });

  it("a file of salespeople that is not there", async () => {
    const run = await refused({ salespeopleFile: "nobody.csv" });
    expect(run.output).to.contain("nobody.csv");
  });

  it("a CSV with several faults, each with line and column", async () => {
    deployment.people("anna", "ben", "anna");
    const [heading = "", anna = "", ...rest] = readFileSync(deployment.roster, "utf8").split("\n");
    writeFileSync(
      deployment.roster,
      [
        heading,
        anna.replace("Anna Example", "x".repeat(257)),
        `,No,Name,No Name${",".repeat(12)}`,
        ...rest,
      ].join("\n"),
    );
    const run = await refused();
    expect(run.output).to.match(/salespeople\.csv:2:\d+/);
    expect(run.output).to.match(/salespeople\.csv:3:\d+/);
    expect(run.output).to.match(/salespeople\.csv:5:\d+/);
  });

  it("a CSV with a wrong heading, broken quoting or the wrong encoding", async () => {
    const right = readFileSync(deployment.roster, "utf8");
    writeFileSync(deployment.roster, right.replace("User Name", "UserName"));
    expect((await refused()).output).to.match(/salespeople\.csv:1:\d+.*User Name/);
    writeFileSync(deployment.roster, right.replace("Anna,", '"Anna,'));
    expect((await refused()).output).to.match(/salespeople\.csv:\d+:\d+.*quot/i);
    writeFileSync(deployment.roster, Buffer.from(right.replace("Anna,", "Anná,"), "latin1"));
    expect((await refused()).output).to.match(/salespeople\.csv:\d+.*UTF-8/);
  });
});
