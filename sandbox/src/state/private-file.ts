import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** Writes a file that only its owner may read; readers see the old content or the new, never a part. */
export function writePrivateFile(path: string, content: string): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, content, { mode: 0o600 });
  renameSync(temporary, path);
}

/** The file's content, or what `make` gives, which is then kept in the file. */
export function readOrMake(path: string, make: () => string): string {
  if (existsSync(path)) return readFileSync(path, "utf8");
  const content = make();
  writePrivateFile(path, content);
  return content;
}
