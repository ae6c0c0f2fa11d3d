import { expect } from "chai";
import { CSV_HEADING } from "../engine/deployment";
import { Terminal } from "./terminal";

describe("the command line bc-sales", function () {
  this.timeout(30_000);

  let terminal: Terminal;
  before(async () => {
    terminal = await Terminal.open();
  });
  after(() => terminal.close());

  it("prints permissions as objects, each with seven members, and nothing else", async () => {
    const { exitCode, stdout, stderr } = await terminal.bcSales([
      ...["permissions", "--role", "integration-user", "--version", "bc-2019-04", "--format", "json"],
    ]);
    expect(exitCode).to.equal(0);
    expect(stderr).to.equal("");
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows).to.have.length(78);
    for (const row of rows) {
      expect(Object.keys(row)).to.deep.equal([
        ...["role", "tab", "name", "table", "right", "depth", "privilege"],
      ]);
    }
  });

  it("ends with 2 and says what is known where a value is not", async () => {
    const { exitCode, stdout, stderr } = await terminal.bcSales(["permissions", "--version", "2020"]);
    expect(exitCode).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.contain("nav-2018, bc-2018-10, bc-2019-04");
  });

  it("ends with 2 for a command that does not exist, and offers the one that is meant", async () => {
    const { exitCode, stderr } = await terminal.bcSales(["audti"]);
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain("Did you mean audit?");
  });

  it("ends with 2 without a command, and prints its help to standard error", async () => {
    const { exitCode, stdout, stderr } = await terminal.bcSales([]);
    expect(exitCode).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.contain("Usage: bc-sales");
  });

  it("prints help that was asked for to standard output, with the exit codes", async () => {
    const { exitCode, stdout, stderr } = await terminal.bcSales(["audit", "--help"]);
    expect(exitCode).to.equal(0);
    expect(stderr).to.equal("");
    expect(stdout).to.contain("Exit code:\n  0  as wanted\n  1  there are differences\n  2  wrong usage");
  });

  it("checks a roster, with file, line and column of each problem", async () => {
    terminal.write(
      "bad.csv",
      `${CSV_HEADING}\r\nanna,,,Anna,,,,,,,,,,,,\r\nben@contoso.com,,,,,,,,,,,,,,,\r\n`,
    );
    const { exitCode, stdout } = await terminal.bcSales(["roster", "check", "people.csv", "bad.csv"]);
    expect(exitCode).to.equal(1);
    expect(stdout).to.contain("people.csv: 1 person");
    expect(stdout).to.contain("bad.csv:2:1: ");
    expect(stdout).to.contain("bad.csv:3:19: ");
  });

  it("names the stacks that have a file here where none is named", async () => {
    const { exitCode, stderr } = await terminal.bcSales(["audit"]);
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain("--stack: No stack is named. Stacks with a file here: test.");
  });

  it("names every problem of a stack's configuration, with its key", async () => {
    terminal.write("Pulumi.bad.yaml", 'config:\n  bc-sales:cloud: mars\n  bc-sales:integrationUser: "bc"\n');
    const { exitCode, stderr } = await terminal.bcSales(["audit", "--stack", "bad"]);
    expect(exitCode).to.equal(2);
    for (const key of ["organizationUrl", "cloud", "integrationUser"]) {
      expect(stderr).to.contain(`Pulumi.bad.yaml: bc-sales:${key} `);
    }
  });

  it("tells where YAML breaks", async () => {
    terminal.write("Pulumi.broken.yaml", "config:\n  a: [1\n");
    const { exitCode, stderr } = await terminal.bcSales(["audit", "--stack", "broken"]);
    expect(exitCode).to.equal(2);
    expect(stderr).to.match(/^Pulumi\.broken\.yaml:\d+:\d+: This is no YAML: /);
  });

  it("says that encrypted credentials are Pulumi's, and where else they are looked for", async () => {
    terminal.configure({
      "azuread:tenantId": terminal.sandbox.status.tenantId,
      "azuread:clientId": terminal.sandbox.status.clientId,
      "azuread:clientSecret": { secure: "v1:abc" },
    });
    const env = { ARM_TENANT_ID: "", ARM_CLIENT_ID: "", ARM_CLIENT_SECRET: "" };
    const { exitCode, stderr } = await terminal.bcSales(["audit", "--stack", "test"], env);
    terminal.configure({});
    expect(exitCode).to.equal(2);
    expect(stderr).to.contain("azuread:clientSecret is encrypted, and only Pulumi can read it.");
    expect(stderr).to.contain("ARM_CLIENT_SECRET");
  });
});
