import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { alone } from "../../alone.mjs";
import { say } from "../say";
import type { Engine } from "./engine";
import { isAtLeast, OLDEST_CLI, PREPARED_CLI, versionOf } from "./version";

export type Preparation = "download" | "go";

/** Makes `bin/` with the CLI and what belongs beside it in the folder `stage`. */
export type Make = (stage: string, environment: NodeJS.ProcessEnv) => Promise<void>;

/** What `bin/` holds of a whole engine. */
const EXECUTABLES = ["pulumi", "pulumi-language-nodejs"];

/** What was prepared that way before, by this clone or another. */
export function preparedEngine(cache: string, how: Preparation): Engine | undefined {
  const bin = join(placeOf(cache, how), "bin");
  if (!EXECUTABLES.every((name) => existsSync(join(bin, name)))) return undefined;
  return { bin, version: `v${PREPARED_CLI}`, ownLanguageHost: how === "go", prepared: true };
}

/** Makes an engine in a folder of its own and puts it in place as a whole: nobody ever sees a half of one. */
export async function prepareEngine(
  cache: string,
  how: Preparation,
  make: Make,
  environment: NodeJS.ProcessEnv,
): Promise<Engine> {
  const place = placeOf(cache, how);
  return alone(
    `${place}.lock`,
    async () => {
      const finished = preparedEngine(cache, how);
      if (finished) return finished;
      removeLeftovers(cache, how);
      const stage = mkdtempSync(join(cache, prefixOf(how)));
      try {
        await make(stage, environment);
        const version = await versionOf(join(stage, "bin", "pulumi"), environment);
        if (!isAtLeast(version, OLDEST_CLI)) throw new Error("the CLI that was prepared does not run.");
        rmSync(place, { recursive: true, force: true });
        renameSync(stage, place);
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
      const engine = preparedEngine(cache, how);
      if (engine === undefined)
        throw new Error(`one of ${EXECUTABLES.join(" and ")} is missing in what was prepared.`);
      return engine;
    },
    (pid) => {
      say(`Another run (process ${String(pid)}) is preparing the Pulumi engine; waiting for it.`);
    },
  );
}

function placeOf(cache: string, how: Preparation): string {
  return join(cache, `${PREPARED_CLI}-${how}-${platform()}-${arch()}`);
}

function prefixOf(how: Preparation): string {
  return `.${how}-`;
}

/** What runs left that were ended half-way; whoever holds the lock is the only one at work. */
function removeLeftovers(cache: string, how: Preparation): void {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(prefixOf(how)))) {
    rmSync(join(cache, name), { recursive: true, force: true });
  }
}
