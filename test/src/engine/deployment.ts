import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type EngineWorkspace, prepareWorkspace, type PulumiRun } from "@bc-sales/engine";
import { type RunningSandbox, startSandbox } from "@bc-sales/sandbox";

/** The repository, whose own program is what these tests deploy. */
export const repository = dirname(dirname(dirname(__dirname)));

export const ADMINISTRATOR = "bc.administrator@contoso.onmicrosoft.com";
export const INTEGRATION_USER = "bc.integration@contoso.onmicrosoft.com";
export const SALES_ENTERPRISE = "DYN365_ENTERPRISE_SALES";

export const CSV_HEADING =
  "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax," +
  "Alternate email address,Address,City,State or Province,ZIP or Postal Code,Country or Region";

/** What one `pulumi` command ended with. */
export interface Run {
  readonly exitCode: number;
  /** Standard output and error together, as a person reads them. */
  readonly output: string;
}

export type Config = Readonly<Record<string, unknown>>;

export interface DeploymentOptions {
  /** Folder of the program. Default: this very project. */
  readonly program?: string;
  /** What the stack's name begins with. Default: `test`. */
  readonly stack?: string;
  /** Whether its configuration is put beside the program, where commands look that are told only its name. Default: false. */
  readonly beside?: boolean;
}

/** One stack on a tenant of its own, driven by the real engine. */
export class Deployment {
  readonly sandbox: RunningSandbox;
  readonly #workspace: EngineWorkspace;
  readonly #directory: string;
  readonly #program: string;
  readonly #beside: boolean;
  /** Its name. */
  readonly stack: string;
  #config: Config;
  #salt: string | undefined;

  private constructor(
    sandbox: RunningSandbox,
    workspace: EngineWorkspace,
    directory: string,
    { program, stack, beside }: Required<DeploymentOptions>,
  ) {
    this.#program = program;
    this.#beside = beside;
    this.stack = `${stack}-${randomUUID().slice(0, 8)}`;
    this.sandbox = sandbox;
    this.#workspace = workspace;
    this.#directory = directory;
    this.#config = {};
  }

  static async start({
    program = repository,
    stack = "test",
    beside = false,
  }: DeploymentOptions = {}): Promise<Deployment> {
    const directory = mkdtempSync(join(tmpdir(), "bc-sales-deployment-"));
    const sandbox = await startSandbox({ directory: join(directory, "sandbox") });
    const workspace = await prepareWorkspace({ directory: program, status: sandbox.status });
    const deployment = new Deployment(sandbox, workspace, directory, { program, stack, beside });
    deployment.people("anna", "ben");
    deployment.configure(deployment.accountSet());
    const written = deployment.#committedFile;
    rmSync(written, { force: true });
    const made = await workspace.pulumi(["stack", "init", deployment.stack, "--no-select"]);
    // Pulumi writes the salt of the stack's secrets beside the program; it belongs into the configuration here.
    if (existsSync(written)) {
      deployment.#salt = /^encryptionsalt: (.+)$/m.exec(readFileSync(written, "utf8"))?.[1];
      rmSync(written);
    }
    deployment.configure(deployment.#config);
    if (made.exitCode !== 0) {
      await deployment.stop();
      throw new Error(made.stdout + made.stderr);
    }
    return deployment;
  }

  async stop(): Promise<void> {
    await this.sandbox.close();
    await this.#workspace.dispose();
    rmSync(this.#committedFile, { force: true });
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** The account set of the setup article, all of it made by the stack. */
  accountSet(): Config {
    return {
      organizationUrl: this.sandbox.status.dataverse,
      endpoints: {
        authority: this.sandbox.status.authority,
        graph: this.sandbox.status.graph,
        powerPlatform: this.sandbox.status.powerPlatform,
      },
      administrator: ADMINISTRATOR,
      createAdministrator: true,
      administratorLicenses: [SALES_ENTERPRISE],
      integrationUser: INTEGRATION_USER,
      integrationUserLicenses: [SALES_ENTERPRISE],
      salespeopleFile: this.roster,
      createSalespeople: true,
      salespeopleLicenses: [SALES_ENTERPRISE],
      usageLocation: "US",
      onDestroy: "delete",
    };
  }

  get config(): Config {
    return this.#config;
  }

  /** Replaces the stack's configuration. */
  configure(config: Config): void {
    this.#config = config;
    const values = Object.fromEntries(
      Object.entries(config).map(([key, value]) => [`bc-sales:${key}`, value]),
    );
    // JSON is YAML.
    writeFileSync(this.#configFile, JSON.stringify({ encryptionsalt: this.#salt, config: values }));
  }

  get roster(): string {
    return join(this.#directory, "salespeople.csv");
  }

  get #configFile(): string {
    return this.#beside ? this.#committedFile : join(this.#directory, "Pulumi.test.yaml");
  }

  get #committedFile(): string {
    return join(this.#program, `Pulumi.${this.stack}.yaml`);
  }

  /** The variables with which a program of its own reaches the same engine, state and tenant. */
  get environment(): NodeJS.ProcessEnv {
    return this.#workspace.environment;
  }

  /** Writes the roster: one row a person, made up from the name before the `@`. */
  people(...names: string[]): void {
    const rows = names.map((name) => {
      const given = name.charAt(0).toUpperCase() + name.slice(1);
      return `${name}@contoso.onmicrosoft.com,${given},Example,${given} Example,,,,,,,,,,,,United States`;
    });
    writeFileSync(this.roster, [CSV_HEADING, ...rows, ""].join("\n"));
  }

  up(...args: string[]): Promise<Run> {
    return this.run("up", "--yes", "--skip-preview", ...args);
  }

  preview(...args: string[]): Promise<Run> {
    return this.run("preview", "--diff", ...args);
  }

  destroy(): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview");
  }

  async outputs(): Promise<Record<string, unknown>> {
    const run = await this.#workspace.pulumi([
      "stack",
      "output",
      "--json",
      "--show-secrets",
      "--stack",
      this.stack,
    ]);
    return JSON.parse(run.stdout) as Record<string, unknown>;
  }

  /** The stack's state as the backend stores it, as text. */
  async state(): Promise<string> {
    const run = await this.#workspace.pulumi(["stack", "export", "--stack", this.stack]);
    return run.stdout;
  }

  /** Deploys with other variables, such as those of credentials. */
  upWith(env: NodeJS.ProcessEnv): Promise<Run> {
    return this.#run(["up", "--yes", "--skip-preview"], { env });
  }

  /** Deploys until it is interrupted, as Ctrl-C does. */
  upUntil(interrupt: AbortSignal): Promise<Run> {
    return this.#run(["up", "--yes", "--skip-preview"], { interrupt });
  }

  run(command: string, ...args: string[]): Promise<Run> {
    return this.#run([command, ...args]);
  }

  async #run([command = "", ...args]: string[], options: PulumiRun = {}): Promise<Run> {
    const selection = [
      "--stack",
      this.stack,
      "--config-file",
      this.#configFile,
      "--non-interactive",
      "--color",
      "never",
    ];
    const run = await this.#workspace.pulumi([command, ...selection, ...args], options);
    return { exitCode: run.exitCode, output: run.stdout + run.stderr };
  }
}
