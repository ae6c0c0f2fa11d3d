import { existsSync, readdirSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve } from "node:path";
import {
  accountConflicts,
  type AccountSet,
  accountSetOfConfig,
  ConfigError,
  parseConfig,
  type ProgramConfig,
  salespeopleFiles,
} from "@bc-sales/components/config";
import {
  type Problem,
  ProblemsError,
  readRosters,
  type TenantSettings,
  tenantSettings,
  wordList,
} from "@bc-sales/dynamic-providers/inspect";
import { credentialProblems, encryptedProblems, type RawConfig, rawConfig } from "./raw-config";
import { readYaml } from "./yaml-file";

/** Which stack is meant, as the command line names it. */
export interface StackOptions {
  /** `dev`, `project/dev` or `organization/project/dev`. */
  readonly stack?: string;
  /** Instead of the stack's own file. */
  readonly configFile?: string;
  /** Folder with `Pulumi.yaml`. */
  readonly directory: string;
}

/** What a stack is configured to be, and who signs in to its tenant. */
export interface Stack {
  /** The stack's name, or the file that was named instead. */
  readonly name: string;
  /** Folder with `Pulumi.yaml`, which paths in the configuration start from. */
  readonly directory: string;
  readonly config: ProgramConfig;
  readonly settings: TenantSettings;
  /** What is wrong with the credentials; with any, nobody can sign in. */
  readonly credentialProblems: readonly Problem[];
}

/**
 * Reads a stack without Pulumi: the project's defaults, the stack's file, and the credentials of the environment.
 *
 * @throws ProblemsError with everything that is wrong, each with its place and what to do.
 */
export function readStack(options: StackOptions, environment: NodeJS.ProcessEnv): Stack {
  const { name, file, raw } = readRaw(options);
  const config = parsed(raw, file);
  const { settings, problems } = tenantSettings((key) => raw.values[key], environment);
  const hints = problems.length === 0 ? [] : credentialProblems(raw.encrypted, file);
  const { directory } = options;
  return { name, directory, config, settings, credentialProblems: [...problems, ...hints] };
}

/**
 * The accounts that a stack wants, the people of its files among them.
 *
 * @throws ProblemsError with every problem of the files, or every conflict between the accounts.
 */
export function readAccounts({ config, directory }: Pick<Stack, "config" | "directory">): AccountSet {
  const files = salespeopleFiles(config).map((file) => shown(inFolder(directory, file)));
  const { people } = readRosters(files);
  const accounts = accountSetOfConfig(config, people);
  const conflicts = accountConflicts(accounts);
  if (conflicts.length > 0) throw new ProblemsError(conflicts);
  return accounts;
}

interface Read {
  readonly name: string;
  readonly file: string;
  readonly raw: RawConfig;
}

function readRaw({ stack, configFile, directory }: StackOptions): Read {
  const projectFile = shown(join(directory, "Pulumi.yaml"));
  const project = readYaml(projectFile, {
    where: projectFile,
    message: "There is no such file, and so no project.",
    remedy: "Run this in the folder of the project, or name it with --directory.",
  });
  const folder =
    typeof project.stackConfigDir === "string" ? inFolder(directory, project.stackConfigDir) : directory;
  const file = configFile ?? shown(join(folder, `Pulumi.${shortName(stack, folder)}.yaml`));
  const content = readYaml(file, {
    where: file,
    message: "There is no such file.",
    remedy: `${known(folder)} Name one with --stack, or a file with --config-file.`,
  });
  const projectName = typeof project.name === "string" ? project.name : "bc-sales";
  const name = stack ?? basename(file);
  return { name, file, raw: rawConfig(projectName, project.config, content.config) };
}

/** The last part of a stack's name, which its file is named after. */
function shortName(stack: string | undefined, folder: string): string {
  const name = stack?.split("/").at(-1);
  if (name !== undefined && /^[\w.-]+$/.test(name)) return name;
  throw new ProblemsError([
    {
      where: "--stack",
      message: stack === undefined ? "No stack is named." : `"${stack}" is not the name of a stack.`,
      remedy: `${known(folder)} Name one with --stack, or a file with --config-file.`,
    },
  ]);
}

function known(folder: string): string {
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((entry) => /^Pulumi\.(.+)\.yaml$/.exec(entry)?.[1] ?? [])
    : [];
  return names.length === 0
    ? "No stack has a file here."
    : `Stacks with a file here: ${wordList(names.sort())}.`;
}

function parsed({ values, encrypted }: RawConfig, file: string): ProgramConfig {
  const problems = encryptedProblems(encrypted, file);
  if (problems.length > 0) throw new ProblemsError(problems);
  try {
    return parseConfig(values);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ProblemsError(error.messages.map((message) => ({ where: file, message, remedy: "" })));
  }
}

function inFolder(folder: string, file: string): string {
  return isAbsolute(file) ? file : join(folder, file);
}

/** Seen from where the command was given, when that is shorter. */
function shown(file: string): string {
  const near = relative(process.cwd(), resolve(file));
  return near.length < file.length && near !== "" ? near : file;
}
