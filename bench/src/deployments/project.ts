import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineWorkspace, type Finished, prepareWorkspace, repository } from "@bc-sales/engine";
import type { SandboxStatus } from "@bc-sales/sandbox";
import type { Declaration } from "./declaration";
import { rosterCsv, type RosterPerson } from "./roster";

/**
 * What is deployed: the project's own program with the account set of the setup article, or a program of salespeople
 * and nothing else, as one resource (`programs/salespeople.ts`) or as five for each (`programs/one-by-one.ts`).
 */
export type Program = "project" | "salespeople" | "one-by-one";

/** What a stack differs in. */
export interface Stack {
  readonly people: readonly RosterPerson[];
  /** Security roles of each of them. */
  readonly roles: readonly string[];
}

/** A stack of this very project on a sandbox, deployed by the real engine with a home and a backend of its own. */
export class Project {
  readonly #name = `bench-${randomUUID().slice(0, 8)}`;
  #salt: string | undefined;

  private constructor(
    private readonly program: Program,
    private readonly status: SandboxStatus,
    private readonly workspace: EngineWorkspace,
    private readonly directory: string,
  ) {}

  /** @throws Error with what Pulumi said, when the stack cannot be made. */
  static async create(program: Program, status: SandboxStatus, stack: Stack): Promise<Project> {
    const directory = mkdtempSync(join(tmpdir(), "bc-sales-bench-"));
    const workspace = await prepareWorkspace({ directory: FOLDERS[program], status });
    const project = new Project(program, status, workspace, directory);
    try {
      project.declare(stack);
      succeeded(await project.#run("stack", ["init", project.#name, "--no-select"], []));
      project.#takeSalt();
      project.declare(stack);
      return project;
    } catch (error) {
      await project.dispose();
      throw error;
    }
  }

  /** Writes roster and configuration: the account set of the setup article, all of it made by the stack. */
  declare({ people, roles }: Stack): void {
    const { dataverse, authority, graph, powerPlatform } = this.status;
    const roster = join(this.directory, "salespeople.csv");
    writeFileSync(roster, rosterCsv(people));
    const declaration = join(this.directory, "declaration.json");
    writeFileSync(declaration, JSON.stringify({ roles, licenses: [SALES_ENTERPRISE] } satisfies Declaration));
    const config = {
      organizationUrl: dataverse,
      endpoints: { authority, graph, powerPlatform },
      ...(people.length === 0 ? {} : { salespeopleFile: roster }),
      ...(this.program === "project" ? { ...OTHER_ACCOUNTS, salespeopleRoles: roles } : { declaration }),
    };
    const values: Record<string, unknown> = Object.fromEntries(
      Object.entries(config).map(([key, value]) => [`bc-sales:${key}`, value]),
    );
    // JSON is YAML.
    writeFileSync(this.#configFile, JSON.stringify({ encryptionsalt: this.#salt, config: values }));
  }

  /** `pulumi up --skip-preview`; the project compares with the live tenant at each one. */
  async up(env: NodeJS.ProcessEnv = {}): Promise<void> {
    succeeded(await this.#run("up", ["--yes", "--skip-preview"], this.#selection, env));
  }

  /** `pulumi preview`. */
  async preview(): Promise<void> {
    succeeded(await this.#run("preview", []));
  }

  /** `pulumi destroy --skip-preview`. */
  async destroy(): Promise<void> {
    succeeded(await this.#run("destroy", ["--yes", "--skip-preview"]));
  }

  /** Bytes of the stack's state in the backend, as JSON without spaces. */
  async stateBytes(): Promise<number> {
    const { stdout } = succeeded(await this.workspace.pulumi(["stack", "export", "--stack", this.#name]));
    const state: unknown = JSON.parse(stdout);
    return Buffer.byteLength(JSON.stringify(state));
  }

  async dispose(): Promise<void> {
    await this.workspace.dispose();
    rmSync(this.directory, { recursive: true, force: true });
    rmSync(this.#besideProgram, { force: true });
  }

  get #configFile(): string {
    return join(this.directory, "Pulumi.bench.yaml");
  }

  /** Where Pulumi writes the salt of the stack's secrets. */
  get #besideProgram(): string {
    return join(FOLDERS[this.program], `Pulumi.${this.#name}.yaml`);
  }

  #takeSalt(): void {
    if (!existsSync(this.#besideProgram)) return;
    this.#salt = /^encryptionsalt: (.+)$/m.exec(readFileSync(this.#besideProgram, "utf8"))?.[1];
    rmSync(this.#besideProgram);
  }

  #run(
    command: string,
    args: readonly string[],
    selection: readonly string[] = this.#selection,
    env: NodeJS.ProcessEnv = {},
  ): Promise<Finished> {
    return this.workspace.pulumi([command, ...selection, ...args], { env });
  }

  get #selection(): string[] {
    return [
      "--stack",
      this.#name,
      "--config-file",
      this.#configFile,
      "--non-interactive",
      "--color",
      "never",
    ];
  }
}

const FOLDERS: Readonly<Record<Program, string>> = {
  project: repository,
  salespeople: join(repository, "bench", "programs", "salespeople"),
  "one-by-one": join(repository, "bench", "programs", "one-by-one"),
};

const SALES_ENTERPRISE = "DYN365_ENTERPRISE_SALES";

const OTHER_ACCOUNTS = {
  administrator: "bc.administrator@contoso.onmicrosoft.com",
  createAdministrator: true,
  administratorLicenses: [SALES_ENTERPRISE],
  integrationUser: "bc.integration@contoso.onmicrosoft.com",
  integrationUserLicenses: [SALES_ENTERPRISE],
  createSalespeople: true,
  salespeopleLicenses: [SALES_ENTERPRISE],
  usageLocation: "US",
  onDestroy: "delete",
};

function succeeded(run: Finished): Finished {
  if (run.exitCode !== 0) throw new Error(`Pulumi failed:\n${run.stdout}${run.stderr}`);
  return run;
}
