import { createRequire } from "node:module";
import { join } from "node:path";

/** What the engine asks a language host to run, without its wire types. */
export interface ProgramRun {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly rootDirectory: string;
  readonly programDirectory: string;
  readonly entryPoint: string;
  readonly monitorAddress: string;
  readonly engineAddress: string;
  readonly parallel: number;
  readonly dryRun: boolean;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly args: readonly string[];
  /** `runtime.options.typescript` of Pulumi.yaml. */
  readonly typescript: boolean;
}

/** A Node process to start. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The official host runs the program by `@pulumi/pulumi/cmd/run` of the program's own installation; so does this one. */
export function programCommand(run: ProgramRun, environment: NodeJS.ProcessEnv): Command {
  return {
    args: [
      resolveFrom(run.programDirectory, "@pulumi/pulumi/cmd/run"),
      ...["--monitor", run.monitorAddress, "--engine", run.engineAddress],
      ...["--project", run.project, "--stack", run.stack, "--organization", run.organization],
      ...["--root-directory", run.rootDirectory, "--pwd", run.programDirectory],
      ...["--parallel", String(run.parallel), ...(run.dryRun ? ["--dry-run"] : [])],
      run.entryPoint,
      ...run.args,
    ],
    cwd: run.programDirectory,
    env: {
      ...environment,
      PULUMI_CONFIG: JSON.stringify(run.config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
      PULUMI_NODEJS_TYPESCRIPT: String(run.typescript),
    },
  };
}

/** What a plug-in written in TypeScript is to be run with. */
export interface PluginRun {
  readonly kind: string;
  readonly directory: string;
  readonly args: readonly string[];
  /** `NAME=value` lines. */
  readonly environment: readonly string[];
}

export function pluginCommand(run: PluginRun, environment: NodeJS.ProcessEnv): Command {
  const isPolicyPack = run.kind === "analyzer";
  const module = isPolicyPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin";
  const [engineAddress = "", ...rest] = run.args;
  return {
    args: [
      resolveFrom(run.directory, module),
      ...(isPolicyPack ? [engineAddress, run.directory, ...rest.slice(1)] : [run.directory, ...run.args]),
    ],
    cwd: isPolicyPack ? run.directory : process.cwd(),
    env: { ...environment, ...Object.fromEntries(run.environment.map(variable)) },
  };
}

function variable(line: string): [string, string] {
  const equals = line.indexOf("=");
  return [line.slice(0, equals), line.slice(equals + 1)];
}

function resolveFrom(directory: string, module: string): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(module);
  } catch {
    throw new Error(
      `@pulumi/pulumi is not installed in ${directory}. Run \`npm install\` there, and try again.`,
    );
  }
}
