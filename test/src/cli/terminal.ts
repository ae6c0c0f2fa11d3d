import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Finished, repository, run } from "@bc-sales/engine";
import { type RunningSandbox, seedIds, startSandbox } from "@bc-sales/sandbox";
import { CSV_HEADING } from "../engine/deployment";
import { changeRow, roleId } from "../engine/tenant";
import { ADELE, ALEX, SALES } from "../kinds/people";

export const MEGAN = `megan.bowen@${seedIds.domain}`;

const program = join(dirname(require.resolve("@bc-sales/cli/package.json")), "dist", "main.js");

/** The folder of a project whose stack `test` describes what stands in a tenant, and the command line in it. */
export class Terminal {
  /** Sign-in name of the administrator that the stack names. */
  readonly administrator = MEGAN;

  private constructor(
    readonly sandbox: RunningSandbox,
    readonly directory: string,
  ) {}

  /** Everything is as the stack wants it: Megan administers, Alex integrates, Adele sells. */
  static async open(): Promise<Terminal> {
    const sandbox = await startSandbox();
    const terminal = new Terminal(sandbox, mkdtempSync(join(tmpdir(), "bc-sales-cli-")));
    const { store } = sandbox;
    changeRow(store, MEGAN, () => ({
      roles: ["System Administrator", "System Customizer", "Sales Manager"].map((name) =>
        roleId(store, name),
      ),
    }));
    copyFileSync(join(repository, "Pulumi.yaml"), join(terminal.directory, "Pulumi.yaml"));
    terminal.write("people.csv", `${CSV_HEADING}\r\n${ADELE},Adele,Vance,Adele Vance,,,,,,,,,,,,\r\n`);
    terminal.configure({});
    return terminal;
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Sets keys of the stack's configuration besides the usual ones. JSON is YAML. */
  configure(config: Readonly<Record<string, unknown>>): void {
    const { authority, graph, powerPlatform } = this.sandbox.status;
    const usual = {
      "bc-sales:organizationUrl": this.sandbox.url,
      "bc-sales:endpoints": { authority, graph, powerPlatform },
      "bc-sales:administrator": MEGAN,
      "bc-sales:integrationUser": ALEX,
      "bc-sales:createIntegrationUser": false,
      "bc-sales:integrationUserLicenses": [SALES],
      "bc-sales:salespeopleFile": "people.csv",
      "bc-sales:salespeopleLicenses": [SALES],
    };
    this.write("Pulumi.test.yaml", JSON.stringify({ config: { ...usual, ...config } }));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.directory, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }

  /** Runs the compiled program as a process of its own, with nothing in its environment but what it needs. */
  async bcSales(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const { status } = this.sandbox;
    return run(process.execPath, [program, ...args], {
      cwd: this.directory,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.directory,
        NODE_EXTRA_CA_CERTS: status.caFile,
        ARM_TENANT_ID: status.tenantId,
        ARM_CLIENT_ID: status.clientId,
        ARM_CLIENT_SECRET: status.clientSecret,
        ...env,
      },
    });
  }
}
