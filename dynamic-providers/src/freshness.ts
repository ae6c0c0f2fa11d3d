import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * Compiled code must never be older than its sources without a word: `npm run build` writes a digest of the
 * sources beside the compiled files, and whoever loads them compares. In a package installed from the
 * registry there are no sources and nothing to compare.
 */
export interface CompiledPackage {
  readonly directory: string;
  /** Files and folders below `directory` that are compiled. */
  readonly sources: readonly string[];
  /** Folder below `directory` with the compiled files. */
  readonly output: string;
}

const STAMP = ".sources.sha256";

export function writeStamp(compiled: CompiledPackage): void {
  writeFileSync(join(compiled.directory, compiled.output, STAMP), digest(compiled));
}

export function isFresh(compiled: CompiledPackage): boolean {
  if (!compiled.sources.some((source) => existsSync(join(compiled.directory, source)))) return true;
  const stamp = join(compiled.directory, compiled.output, STAMP);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest(compiled);
}

/** @throws Error that names the folder and the command to run, when the compiled code is stale. */
export function assertFresh(compiled: CompiledPackage): void {
  if (!isFresh(compiled)) {
    const error = new Error(
      `The compiled code in ${join(compiled.directory, compiled.output)} is not that of the sources beside it. ` +
        "Run `npm run build` and try again.",
    );
    // Pulumi prints the stack, and whoever reads this is to build, not to debug.
    error.stack = String(error);
    throw error;
  }
}

function digest(compiled: CompiledPackage): string {
  const hash = createHash("sha256");
  for (const file of compiled.sources
    .flatMap((source) => filesBelow(join(compiled.directory, source)))
    .sort()) {
    hash.update(relative(compiled.directory, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (path.endsWith(".ts")) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return filesBelow(child);
    return entry.name.endsWith(".ts") ? [child] : [];
  });
}
