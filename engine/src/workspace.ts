import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { engineEnvironment } from "./environment";
import { findEngine } from "./find/engine";
import { type Finished, run } from "./find/run";
import { azureadStandIn } from "./paths";

export interface WorkspaceOptions {
  /** Folder of the program, with its `Pulumi.yaml`. */
  readonly directory: string;
  /** The sandbox to deploy to. */
  readonly status: SandboxStatus;
  /** Where Pulumi's home and the state are kept. Default: a temporary folder, removed by `dispose`. */
  readonly storage?: string;
  /** Variables of the process. Default: this process's. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface PulumiRun {
  /** Variables besides those of the workspace. */
  readonly env?: NodeJS.ProcessEnv;
  /** Passes the output on to the terminal. Default: it is kept. */
  readonly show?: boolean;
  /** Interrupts Pulumi when it is aborted, as Ctrl-C does. */
  readonly interrupt?: AbortSignal;
  /** Lets Pulumi read standard input. Default: it has none. */
  readonly input?: boolean;
}

/** A Pulumi engine with a home and a backend of its own, for one program. */
export interface EngineWorkspace {
  readonly environment: NodeJS.ProcessEnv;
  /** Runs `pulumi ARGS` in the program's folder. */
  pulumi(args: readonly string[], options?: PulumiRun): Promise<Finished>;
  dispose(): Promise<void>;
}

/** Finds the engine, installs the stand-in for azuread in a home of its own, and makes a file backend. */
export async function prepareWorkspace(options: WorkspaceOptions): Promise<EngineWorkspace> {
  const inherited = options.environment ?? process.env;
  const engine = await findEngine(inherited);
  const storage = options.storage ?? mkdtempSync(join(tmpdir(), "bc-sales-workspace-"));
  const home = join(storage, "pulumi-home");
  const backend = join(storage, "state");
  mkdirSync(backend, { recursive: true });
  installStandIn(home);
  const environment = engineEnvironment({ engine, home, backend, status: options.status }, inherited);
  return {
    environment,
    pulumi: (args, { env = {}, ...others } = {}) =>
      run(join(engine.bin, "pulumi"), args, {
        cwd: options.directory,
        env: { ...environment, ...env },
        ...others,
      }),
    dispose: () => {
      if (options.storage === undefined) rmSync(storage, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** As `pulumi plugin install` lays a plug-in out: a folder with its version, and the executable in it. */
function installStandIn(home: string): void {
  const { version } = JSON.parse(readFileSync(require.resolve("@pulumi/azuread/package.json"), "utf8")) as {
    version: string;
  };
  const directory = join(home, "plugins", `resource-azuread-v${version}`);
  const file = join(directory, "pulumi-resource-azuread");
  const script = `#!/bin/sh\nexec node ${quoted(azureadStandIn)} "$@"\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === script) return;
  mkdirSync(directory, { recursive: true });
  // Another run may be starting it in this instant.
  const whole = `${file}.${String(process.pid)}`;
  writeFileSync(whole, script, { mode: 0o755 });
  renameSync(whole, file);
}

/** For sh, whatever the path contains. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
