import { homedir, platform } from "node:os";
import { dirname, join } from "node:path";

/** The repository, seen from the compiled files in `engine/dist/`. */
export const repository = dirname(dirname(__dirname));

/** Everything that a run leaves behind: `.local` of the repository, ignored by git, unless `BC_SALES_LOCAL` names another folder. */
export const local = process.env.BC_SALES_LOCAL ?? join(repository, ".local");

/** What is prepared once for a user and used by every clone: `$XDG_CACHE_HOME`, else the platform's own place. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const base =
    environment.XDG_CACHE_HOME ??
    (platform() === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache"));
  return join(base, "bc-sales");
}

/** The language host that a self-built CLI runs programs with. */
export const languageHost = join(__dirname, "language-host", "main.js");

/** The stand-in for the azuread plug-in. */
export const azureadStandIn = join(__dirname, "azuread-stand-in", "main.js");
