import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "../../alone.mjs";

/**
 * Removes the locks that ended processes of this machine left on a stack of a file backend: a run that was
 * killed cannot do it itself, and the next would be refused.
 *
 * @returns how many there were.
 */
export function removeStaleLocks(backend: string, project: string, stack: string): number {
  const folder = join(backend, ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(folder)) return 0;
  let removed = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
    const lock = JSON.parse(readFileSync(join(folder, name), "utf8")) as { pid: number; hostname: string };
    if (lock.hostname !== hostname() || isAlive(lock.pid)) continue;
    rmSync(join(folder, name));
    removed += 1;
  }
  return removed;
}
