import { join } from "node:path";
import { cacheDirectory } from "../paths";
import { say } from "../say";
import { buildCli } from "./build";
import { downloadCli } from "./download";
import { engineOnPath } from "./on-path";
import { preparedEngine, prepareEngine } from "./prepared";
import { OLDEST_CLI } from "./version";

/** A Pulumi CLI that can run this project. */
export interface Engine {
  /** The folder with `pulumi`. */
  readonly bin: string;
  readonly version: string;
  /** Whether programs are run by this repository's own language host, as no official one came with the CLI. */
  readonly ownLanguageHost: boolean;
  /** Whether it was prepared here, and so has in `bin` what belongs to it and nothing else. */
  readonly prepared: boolean;
}

const WAYS = ["path", "download", "go"] as const;

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
  if (!["", ...WAYS].includes(only)) {
    throw new Error(`BC_SALES_ENGINE is "${only}". Use path, download or go, or unset it.`);
  }
  const ways = WAYS.filter((way) => only === "" || way === only);
  const failures: string[] = [];
  const attempt = async (way: string, find: () => Promise<Engine | undefined>) => {
    try {
      return await find();
    } catch (error) {
      failures.push(`  ${way}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  if (ways.includes("path")) {
    const found = await attempt("path", () => engineOnPath(environment));
    if (found) return found;
    if (failures.length === 0) failures.push("  path: there is no `pulumi` on PATH.");
  }
  const preparations = ways.filter((way) => way !== "path");
  for (const how of preparations) {
    const found = preparedEngine(cache, how);
    if (found) return found;
  }
  if (preparations.length > 0) say(["A Pulumi engine must be prepared first.", ...failures].join("\n"));
  for (const how of preparations) {
    const make = how === "download" ? downloadCli : buildCli;
    const found = await attempt(how, () => prepareEngine(cache, how, make, environment));
    if (found) return found;
    if (how !== preparations.at(-1)) say(failures.at(-1) ?? "");
  }
  throw new Error(
    [
      "No Pulumi engine could be found or prepared. What was tried:",
      ...failures,
      `Install the Pulumi CLI (${OLDEST_CLI} or newer) from https://www.pulumi.com/docs/install/, or Go 1.24 or newer, and run this again.`,
    ].join("\n"),
  );
}
