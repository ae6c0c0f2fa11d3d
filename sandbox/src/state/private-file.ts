import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, statSync, writeFileSync } from "node:fs";

/** Makes a directory that only its owner may enter, or an empty one such. One with content is left as it is. */
export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (readdirSync(path).length === 0) chmodSync(path, 0o700);
}

/** Writes a file that only its owner may read; readers see the old content or the new, never a part. */
export function writePrivateFile(path: string, content: string): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, content, { mode: 0o600 });
  renameSync(temporary, path);
}

/** The file's content. A copy or a restored backup that has become readable for others is made private again. */
export function readPrivateFile(path: string): string {
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  return readFileSync(path, "utf8");
}

/** The file's content, or what `make` gives, which is then kept in the file. */
export function readOrMake(path: string, make: () => string): string {
  if (existsSync(path)) return readPrivateFile(path);
  const content = make();
  writePrivateFile(path, content);
  return content;
}
