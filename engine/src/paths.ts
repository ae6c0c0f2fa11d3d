import { homedir, platform } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** The repository, seen from the compiled files in `engine/dist/`. */
export const repository = dirname(dirname(__dirname));

/** Everything that a run leaves behind: `.local` of the repository, ignored by git, unless `BC_SALES_LOCAL` names another folder. */
const named = process.env.BC_SALES_LOCAL ?? "";
export const local = named === "" ? join(repository, ".local") : resolve(named);

/** What is prepared once for a user and used by every clone: `$XDG_CACHE_HOME`, else the platform's own place. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  // A relative one is to be ignored, says the XDG Base Directory Specification.
  const named = environment.XDG_CACHE_HOME ?? "";
  if (isAbsolute(named)) return join(named, "bc-sales");
  const own = platform() === "darwin" ? join("Library", "Caches") : ".cache";
  return join(homedir(), own, "bc-sales");
}

/** The language host that a self-built CLI runs programs with. */
export const languageHost = join(__dirname, "language-host", "main.js");

/** The stand-in for the azuread plug-in. */
export const azureadStandIn = join(__dirname, "azuread-stand-in", "main.js");

/** What each Node process of a deployment loads first. */
export const fasterStart = require.resolve("@bc-sales/dynamic-providers/faster-start");
