import { dirname, isAbsolute, join } from "node:path";
import { ProblemsError, readRosters } from "@bc-sales/dynamic-providers";
import type { SalesIntegrationArgs } from "@bc-sales/components";
import { ConfigError, integrationArgs, parseConfig, salespeopleFiles } from "@bc-sales/components/config";
import type * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { entraProvider } from "./entraProvider";

/** The folder of the project, seen from the compiled program in `bin/`. */
export const projectDirectory = dirname(dirname(__dirname));

/** What a stack declares, and the provider that its Entra accounts are made by. */
export interface Stack {
  readonly args: SalesIntegrationArgs;
  readonly provider: azuread.Provider;
}

/**
 * Reads the stack's configuration, its credentials and the files of salespeople.
 *
 * @throws pulumi.RunError with one line for each problem, naming the key or the file, line and column.
 */
export function readStack(): Stack {
  try {
    const config = parseConfig(pulumi.runtime.allConfig(), encryptedKeys());
    const { people, notes } = readRosters(salespeopleFiles(config).map(inProject));
    for (const note of notes) void pulumi.log.info(note);
    return { args: integrationArgs(config, people), provider: entraProvider() };
  } catch (error) {
    const expected = error instanceof ConfigError || error instanceof ProblemsError;
    throw expected ? new pulumi.RunError(error.message) : error;
  }
}

/** Full keys of the values that are secrets; the language host says so to each program. */
function encryptedKeys(): string[] | undefined {
  const keys = process.env.PULUMI_CONFIG_SECRET_KEYS;
  return keys === undefined ? undefined : (JSON.parse(keys) as string[]);
}

function inProject(file: string): string {
  return isAbsolute(file) ? file : join(projectDirectory, file);
}
