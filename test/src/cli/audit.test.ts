import { expect } from "chai";
import { INTEGRATION_USER } from "../../../dynamic-providers/dist/roles/well-known";
import { changeRow, everything, grantByHand, takeAwayByHand, unlicenseByHand } from "../engine/tenant";
import { Roles } from "../engine/roles";
import { ADELE, ALEX, SALES } from "../kinds/people";
import { MEGAN, Terminal } from "./terminal";

interface Report {
  readonly asWanted: boolean;
  readonly differences: number;
  readonly accounts: readonly {
    readonly signInName: string;
    readonly aspects: readonly {
      readonly aspect: string;
      readonly state: string;
      readonly found: readonly string[];
      readonly findings: readonly { readonly message: string }[];
    }[];
  }[];
  readonly permissions: readonly { readonly subject: string; readonly state: string }[];
  readonly readiness: readonly { readonly id: string; readonly state: string }[];
}

describe("bc-sales audit", function () {
  this.timeout(30_000);

  let terminal: Terminal;
  beforeEach(async () => {
    terminal = await Terminal.open();
  });
  afterEach(() => terminal.close());

  const audit = (...args: string[]) => terminal.bcSales(["audit", "--stack", "test", ...args]);

  async function differences(): Promise<readonly string[]> {
    const { exitCode, stdout, stderr } = await audit("--format", "json");
    expect(exitCode, stderr).to.equal(1);
    const { accounts } = JSON.parse(stdout) as Report;
    return accounts.flatMap(({ signInName, aspects }) =>
      aspects.flatMap(({ aspect, findings }) =>
        findings.map(({ message }) => `${signInName} ${aspect}: ${message}`),
      ),
    );
  }

  it("ends with 0 where everything is as wanted, and says so", async () => {
    const { exitCode, stdout } = await audit();
    expect(stdout).to.match(/Everything is as wanted\.\n$/);
    expect(exitCode).to.equal(0);
  });

  it("keeps the result apart from what it says meanwhile, and has no colours in a pipe", async () => {
    const { stdout, stderr } = await audit("--format", "json");
    expect((JSON.parse(stdout) as Report).asWanted).to.equal(true);
    expect(stderr).to.match(/^Looking at https:\/\/localhost:\d+ \(some seconds\)\.\n$/);
    const text = await audit();
    expect(text.stdout).to.not.contain("\u001b");
  });

  it("uses colours where it is told to", async () => {
    const { stdout } = await terminal.bcSales(["audit", "--stack", "test"], { FORCE_COLOR: "1" });
    expect(stdout).to.contain("\u001b[32mok");
  });

  it("names a role that somebody took away, at once though Dataverse remembers roles for a while", async () => {
    await audit();
    takeAwayByHand(terminal.sandbox.store, ADELE, "Salesperson");
    expect(await differences()).to.deep.equal([
      `${ADELE} roles: The security role "Salesperson" is missing.`,
    ]);
  });

  it("names a licence that is gone", async () => {
    unlicenseByHand(terminal.sandbox.store, ADELE);
    expect(await differences()).to.include(`${ADELE} licences: The licence ${SALES} is missing.`);
  });

  it("names a usage location and a team that are other ones than the stack's", async () => {
    terminal.configure({ "bc-sales:usageLocation": "CH", "bc-sales:salespeopleTeams": ["BCI"] });
    const ofAdele = (await differences()).filter((line) => line.startsWith(ADELE));
    expect(ofAdele).to.have.length(2);
    expect(ofAdele[0]).to.equal(`${ADELE} usage location: The usage location is US, not CH.`);
    expect(ofAdele[1]).to.contain(`${ADELE} teams: `).and.to.contain('"BCI"');
  });

  it("names a disabled user and another access mode", async () => {
    changeRow(terminal.sandbox.store, ADELE, () => ({ isdisabled: true }));
    changeRow(terminal.sandbox.store, ALEX, () => ({ accessmode: 1 }));
    const found = await differences();
    expect(found).to.include(`${ADELE} environment: The user is disabled in the environment.`);
    expect(found).to.include(`${ALEX} access mode: The access mode is administrative, not read-write.`);
  });

  it("names System Administrator on the integration user, as Business Central would", async () => {
    grantByHand(terminal.sandbox.store, ALEX, "System Administrator");
    const { exitCode, stdout } = await audit("--format", "json");
    expect(exitCode).to.equal(1);
    const { accounts, readiness } = JSON.parse(stdout) as Report;
    const roles = accounts
      .find(({ signInName }) => signInName === ALEX)
      ?.aspects.find(({ aspect }) => aspect === "roles");
    expect(roles?.findings[0]?.message).to.equal(
      'The account holds the security role "System Administrator", which it must never hold.',
    );
    expect(readiness.find(({ id }) => id === "integration-user-not-administrator")?.state).to.equal("failed");
  });

  it("takes roles that others granted for no difference, unless the stack's roles are authoritative", async () => {
    grantByHand(terminal.sandbox.store, ADELE, "Basic User");
    expect((await audit()).exitCode).to.equal(0);
    terminal.configure({ "bc-sales:roleMode": "authoritative" });
    expect(await differences()).to.include(
      `${ADELE} roles: The security role "Basic User" is held, and the stack's roles are authoritative.`,
    );
  });

  it("names privileges that a role lost, with table, right and level", async () => {
    new Roles(terminal.sandbox.store).edit(INTEGRATION_USER.roleId, "prvCreateAccount", undefined);
    const { exitCode, stdout } = await audit();
    expect(exitCode).to.equal(1);
    expect(stdout).to.contain("Account: Create is missing; Organization is needed (prvCreateAccount).");
    expect(stdout).to.match(/1 difference\.\n$/);
  });

  it("says of accounts that Entra does not have that they are not there", async () => {
    terminal.configure({ "bc-sales:integrationUser": "nobody@contoso.onmicrosoft.com" });
    expect(await differences()).to.include.members([
      "nobody@contoso.onmicrosoft.com account: Entra has no account with this sign-in name.",
      'nobody@contoso.onmicrosoft.com roles: The security role "Basic User" is missing.',
    ]);
  });

  it("ends with 2 where it cannot sign in, and prints neither result nor secret", async () => {
    const { exitCode, stdout, stderr } = await terminal.bcSales(["audit", "--stack", "test"], {
      ARM_CLIENT_SECRET: "not-the-secret",
    });
    expect(exitCode).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.contain("the client secret is wrong");
    expect(stderr).to.not.contain("not-the-secret");
  });

  it("ends with 2 where there is no such environment, and names those that it sees", async () => {
    terminal.configure({ "bc-sales:environmentId": "11111111-1111-4111-8111-111111111111" });
    const { exitCode, stdout, stderr } = await audit();
    expect(exitCode).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.contain("There is no environment with the id 11111111-1111-4111-8111-111111111111.");
    expect(stderr).to.contain("Contoso Sales");
  });

  it("writes a file where it is told to, and nothing to standard output", async () => {
    const { exitCode, stdout, stderr } = await audit("--format", "markdown", "--output", "audit.md");
    expect(exitCode).to.equal(0);
    expect(stdout).to.equal("");
    expect(stderr).to.contain("Everything is as wanted. Written to audit.md.");
    expect(terminal.read("audit.md")).to.match(/^# Audit of Contoso Sales\n/);
  });

  it("changes nothing", async () => {
    takeAwayByHand(terminal.sandbox.store, MEGAN, "Sales Manager");
    const before = JSON.stringify(everything(terminal.sandbox.store));
    await audit();
    expect(JSON.stringify(everything(terminal.sandbox.store))).to.equal(before);
  });
});
