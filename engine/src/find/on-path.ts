import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Engine } from "./engine";
import { isAtLeast, OLDEST_CLI, versionOf } from "./version";

/**
 * The `pulumi` on PATH, when it is recent enough and can run Node programs.
 *
 * @returns undefined when there is none. @throws Error that says what is wrong with the one there is.
 */
export async function engineOnPath(environment: NodeJS.ProcessEnv): Promise<Engine | undefined> {
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const bin = folders.find((folder) => isExecutable(join(folder, "pulumi")));
  if (bin === undefined) return undefined;
  const pulumi = join(bin, "pulumi");
  const version = await versionOf(pulumi, environment);
  if (!isAtLeast(version, OLDEST_CLI)) {
    throw new Error(`${pulumi} is ${version || "broken"}; ${OLDEST_CLI} or newer is needed.`);
  }
  // As the CLI itself looks for it: on PATH, and beside itself, also where it is reached by a link.
  const hosts = [...folders, dirname(realpathSync(pulumi))];
  if (!hosts.some((folder) => existsSync(join(folder, "pulumi-language-nodejs")))) {
    throw new Error(`${pulumi} has no pulumi-language-nodejs beside it or on PATH.`);
  }
  return { bin, version, ownLanguageHost: false, prepared: false };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
