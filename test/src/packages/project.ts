import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type EngineWorkspace, prepareWorkspace, repository, run } from "@bc-sales/engine";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { elsewhere, npm } from "./npm";
import type { PackagesDocument } from "./document";
import { readManifest, type Tarballs } from "./tarballs";

/** How npm lays `node_modules` out. `linked` is as strict as pnpm: a package finds only what it depends on itself. */
export type Layout = "hoisted" | "nested" | "linked";

export interface ProjectOptions {
  readonly readme: PackagesDocument;
  readonly layout: Layout;
  /** `type` of package.json. */
  readonly type: "commonjs" | "module";
  /** Versions of what else the document says to install. */
  readonly versions: Readonly<Record<string, string>>;
}

const STACK = ["--stack", "dev"];

/** A Pulumi project outside of the repository, with the packages installed as from the registry. */
export class Project {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "bc-sales-project-")));
  #sandbox: { readonly process: ChildProcess; readonly status: SandboxStatus } | undefined;
  #workspace: EngineWorkspace | undefined;

  constructor(private readonly options: ProjectOptions) {
    const [file, program] =
      options.type === "module" ? ["index.js", options.readme.esm] : ["index.ts", options.readme.commonJs];
    writeFileSync(join(this.directory, file), program);
    writeFileSync(
      join(this.directory, "Pulumi.yaml"),
      `name: accounts\nruntime: nodejs\n${options.readme.setting}\n`,
    );
    writeFileSync(
      join(this.directory, "package.json"),
      JSON.stringify({
        ...{ name: "accounts", private: true, type: options.type, main: file },
        // As `pulumi new typescript` has it.
        devDependencies: { "@types/node": "20.19.43" },
      }),
    );
    copyFileSync(join(repository, "salespeople.csv"), join(this.directory, "salespeople.csv"));
  }

  /** Installs what the document says, from these tarballs and in the versions given; again for an upgrade. */
  async install(tarballs: Tarballs, versions = this.options.versions): Promise<void> {
    const packages = this.options.readme.installed.map((name) => {
      const tarball = tarballs.get(name);
      if (tarball !== undefined) return tarball;
      const version = versions[name];
      if (version === undefined)
        throw new Error(`docs/packages.md installs ${name}, whose version this test must name.`);
      return `${name}@${version}`;
    });
    await npm(
      this.directory,
      ...["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"],
      ...[`--install-strategy=${this.options.layout}`, ...packages],
    );
  }

  get status(): SandboxStatus {
    if (this.#sandbox === undefined) throw new Error("The sandbox does not run.");
    return this.#sandbox.status;
  }

  /** Starts the installed sandbox, on the tenant and the port that it had before. */
  async startSandbox(): Promise<void> {
    const port = this.#sandbox === undefined ? "0" : new URL(this.status.authority).port;
    const child = spawn(
      process.execPath,
      [this.#bin("bc-sales-sandbox"), "--port", port, "--state", "sandbox", "--json"],
      { cwd: this.directory, env: elsewhere, stdio: ["ignore", "pipe", "inherit"] },
    );
    const [line] = (await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      once(child, "exit").then(() => {
        throw new Error("The installed sandbox ended before it had started.");
      }),
    ])) as [string];
    this.#sandbox = { process: child, status: JSON.parse(line) as SandboxStatus };
  }

  async stopSandbox(): Promise<void> {
    const child = this.#sandbox?.process;
    if (child?.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }

  /** Makes the stack and gives it the document's configuration, at the port of this sandbox. */
  async initStack(): Promise<void> {
    this.#workspace = await prepareWorkspace({
      directory: this.directory,
      status: this.status,
      environment: elsewhere,
    });
    this.#standInFor(this.options.versions["@pulumi/azuread"] ?? "");
    const origin = new URL(this.status.authority).origin;
    const commands = [
      ["stack", "init", "dev"],
      ...this.options.readme.config.map((args) => [
        ...["config", "set", ...STACK],
        ...args.map((arg) => arg.replace("https://localhost:28443", origin)),
      ]),
    ];
    for (const command of commands) {
      const { exitCode, output } = await this.#pulumi(command);
      if (exitCode !== 0) throw new Error(`pulumi ${command.join(" ")}: ${output}`);
    }
  }

  up() {
    return this.#pulumi(["up", ...STACK, "--yes", "--skip-preview"]);
  }

  preview() {
    return this.#pulumi(["preview", ...STACK]);
  }

  /** Ends with 0 when the live tenant is as declared. */
  expectNoChanges() {
    return this.#pulumi(["preview", ...STACK, "--expect-no-changes", "--diff"]);
  }

  destroy() {
    return this.#pulumi(["destroy", ...STACK, "--yes", "--skip-preview"]);
  }

  async state(): Promise<string> {
    return (await this.#pulumi(["stack", "export", ...STACK])).output;
  }

  /** The installed command line, with no credentials. */
  bcSales(...args: string[]) {
    return run(process.execPath, [this.#bin("bc-sales"), ...args], { cwd: this.directory, env: elsewhere });
  }

  /** Runs a script in the project's folder with Node itself. */
  node(script: string, type: "commonjs" | "module") {
    return run(process.execPath, [`--input-type=${type}`, "-e", script], {
      cwd: this.directory,
      env: elsewhere,
    });
  }

  /** What can be loaded of an installed package: its name, and its name with a path. */
  entries(name: string): string[] {
    const { exports = {} } = readManifest(join(this.directory, "node_modules", name));
    return Object.keys(exports)
      .filter((path) => !path.endsWith(".json"))
      .map((path) => name + path.slice(1));
  }

  /** Checks a program with the installed TypeScript, as strictly as it can, in files with these endings. */
  typeCheck(program: string, endings: readonly string[]) {
    const files = endings.map((ending) => `types.${ending}`);
    for (const file of files) writeFileSync(join(this.directory, file), program);
    return run(
      process.execPath,
      [
        ...[this.#bin("tsc"), "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"],
        ...["--skipLibCheck", "false", ...files],
      ],
      { cwd: this.directory, env: elsewhere },
    );
  }

  /** Changes a row of the tenant by hand. */
  async change(table: string, id: string, fields: object): Promise<void> {
    const { admin, caFile } = this.status;
    const sent = request(`${admin}/state/${table}/${encodeURIComponent(id)}`, {
      method: "PATCH",
      ca: readFileSync(caFile),
      agent: false,
    });
    sent.end(JSON.stringify(fields));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    answer.resume();
    if (answer.statusCode !== 200) throw new Error(`The change was answered with ${answer.statusCode ?? 0}.`);
  }

  async remove(): Promise<void> {
    await this.stopSandbox();
    await this.#workspace?.dispose();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #pulumi(args: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
    if (this.#workspace === undefined) throw new Error("There is no stack yet.");
    const shown = ["--non-interactive", "--color", "never"];
    const { exitCode, stdout, stderr } = await this.#workspace.pulumi([...args, ...shown]);
    return { exitCode, output: stdout + stderr };
  }

  /** The workspace has a stand-in for the azuread plug-in of this repository's version; this one is asked for by another. */
  #standInFor(version: string): void {
    const plugins = join(this.#workspace?.environment.PULUMI_HOME ?? "", "plugins");
    const { version: own } = JSON.parse(
      readFileSync(require.resolve("@pulumi/azuread/package.json"), "utf8"),
    ) as { version: string };
    const installed = join(plugins, `resource-azuread-v${own}`);
    if (version !== own)
      cpSync(installed, join(plugins, `resource-azuread-v${version}`), { recursive: true });
  }

  #bin(name: string): string {
    return join(this.directory, "node_modules", ".bin", name);
  }
}
