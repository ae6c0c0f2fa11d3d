import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { cacheDirectory } from "../paths";
import { say } from "../say";
import { buildCli } from "./build";
import { downloadCli } from "./download";
import { alone } from "./lock";
import { MINUTE, run } from "./run";
import { isAtLeast, OLDEST_CLI, PREPARED_CLI } from "./version";

/** A Pulumi CLI that can run this project. */
export interface Engine {
  /** The folder with `pulumi` and what belongs beside it. */
  readonly bin: string;
  readonly version: string;
  /** Whether programs are run by this repository's own language host, as no official one came with the CLI. */
  readonly ownLanguageHost: boolean;
}

type Way = "path" | "download" | "go";

/** One thing to try. */
interface Attempt {
  readonly way: Way;
  /** Undefined when there is nothing to be said about it. @throws Error that says why it does not work here. */
  readonly find: () => Promise<Engine | undefined>;
}

/**
 * Finds the engine, or prepares one: a recent `pulumi` on PATH, else what was prepared before, else the
 * official download, else a build from Go modules. What is prepared goes to the user's cache.
 *
 * `BC_SALES_ENGINE=path|download|go` allows one way only.
 *
 * @throws Error that lists each way tried and why it failed.
 */
export async function findEngine(environment: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const cache = join(cacheDirectory(environment), "engine");
  const only = environment.BC_SALES_ENGINE ?? "";
  if (!["", "path", "download", "go"].includes(only)) {
    throw new Error(`BC_SALES_ENGINE is "${only}". Use path, download or go, or unset it.`);
  }
  const attempts: Attempt[] = [
    { way: "path", find: () => onPath(environment) },
    { way: "download", find: () => Promise.resolve(cachedEngine(cache, "download")) },
    { way: "go", find: () => Promise.resolve(cachedEngine(cache, "go")) },
    { way: "download", find: () => prepared(cache, "download", downloadCli) },
    { way: "go", find: () => prepared(cache, "go", buildCli) },
  ];
  const failures: string[] = [];
  for (const { way, find } of attempts.filter((attempt) => only === "" || attempt.way === only)) {
    try {
      const found = await find();
      if (found) return found;
    } catch (error) {
      failures.push(`  ${way}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [
      "No Pulumi engine could be found or prepared. What was tried:",
      ...failures,
      `Install the Pulumi CLI (${OLDEST_CLI} or newer) from https://www.pulumi.com/docs/install/, or Go 1.24 or newer, and run this again.`,
    ].join("\n"),
  );
}

async function onPath(environment: NodeJS.ProcessEnv): Promise<Engine> {
  const directory = (environment.PATH ?? "").split(":").find((entry) => existsSync(join(entry, "pulumi")));
  if (directory === undefined) throw new Error("there is no `pulumi` on PATH.");
  const version = await versionOf(join(directory, "pulumi"));
  if (!isAtLeast(version, OLDEST_CLI)) {
    throw new Error(
      `${join(directory, "pulumi")} is ${version || "broken"}; ${OLDEST_CLI} or newer is needed.`,
    );
  }
  if (!existsSync(join(directory, "pulumi-language-nodejs"))) {
    throw new Error(`${join(directory, "pulumi")} has no pulumi-language-nodejs beside it.`);
  }
  return { bin: directory, version, ownLanguageHost: false };
}

async function versionOf(pulumi: string): Promise<string> {
  const finished = await run(pulumi, ["version"], {
    timeout: MINUTE,
    // Even `pulumi version` writes a log into its home; a person's own is left alone.
    env: {
      ...process.env,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_HOME: join(tmpdir(), "bc-sales-pulumi-version"),
    },
  });
  return finished.exitCode === 0 ? finished.stdout.trim() : "";
}

type Preparation = Exclude<Way, "path">;

function engineDirectory(cache: string, how: Preparation): string {
  return join(cache, `${PREPARED_CLI}-${how}-${platform()}-${arch()}`);
}

function cachedEngine(cache: string, how: Preparation): Engine | undefined {
  const bin = join(engineDirectory(cache, how), "bin");
  if (!existsSync(join(bin, "pulumi"))) return undefined;
  return { bin, version: `v${PREPARED_CLI}`, ownLanguageHost: how === "go" };
}

/** Makes an engine in a folder of its own and puts it in place as a whole: nobody ever sees a half of one. */
async function prepared(
  cache: string,
  how: Preparation,
  make: (stage: string) => Promise<void>,
): Promise<Engine> {
  const place = engineDirectory(cache, how);
  return alone(
    `${place}.lock`,
    async () => {
      const finished = cachedEngine(cache, how);
      if (finished) return finished;
      const stage = mkdtempSync(join(cache, `.${how}-`));
      try {
        await make(stage);
        const version = await versionOf(join(stage, "bin", "pulumi"));
        if (!isAtLeast(version, OLDEST_CLI)) throw new Error("the CLI that was prepared does not run.");
        rmSync(place, { recursive: true, force: true });
        renameSync(stage, place);
      } finally {
        rmSync(stage, { recursive: true, force: true });
      }
      return { bin: join(place, "bin"), version: `v${PREPARED_CLI}`, ownLanguageHost: how === "go" };
    },
    (pid) => {
      say(`Another run (process ${String(pid)}) is preparing the Pulumi engine; waiting for it.`);
    },
  );
}
