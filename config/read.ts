import { dirname, isAbsolute, join } from "node:path";
import { ProblemsError, readRoster } from "@bc-sales/dynamic-providers";
import type { SalesIntegrationArgs } from "@bc-sales/components";
import * as pulumi from "@pulumi/pulumi";
import { integrationArgs } from "./integrationArgs";
import { ConfigError, parseConfig } from "./parse";

/** The folder of the project, seen from the compiled program in `bin/`. */
export const projectDirectory = dirname(dirname(__dirname));

/**
 * What the stack's configuration and the file of salespeople declare.
 *
 * @throws pulumi.RunError with one line for each problem, naming the key or the file, line and column.
 */
export function readStack(): SalesIntegrationArgs {
  try {
    const config = parseConfig(pulumi.runtime.allConfig());
    const people =
      config.salespeopleFile === undefined ? [] : readRoster(inProject(config.salespeopleFile)).people;
    return integrationArgs(config, people);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ProblemsError)
      throw new pulumi.RunError(error.message);
    throw error;
  }
}

function inProject(file: string): string {
  return isAbsolute(file) ? file : join(projectDirectory, file);
}
