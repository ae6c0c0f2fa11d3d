import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Directories this very process holds: its own pid in a lock file is stale unless it is one of these. */
const held = new Set<string>();

/**
 * Makes this process the only sandbox on `directory` and returns what gives it free. A lock left behind by a
 * process that has ended is taken over. Throws, naming the process, when another one is alive.
 */
export function lockDirectory(directory: string): () => void {
  const key = resolve(directory);
  const path = join(key, "lock");
  // The content is complete before the name exists, so that nobody reads a half-written lock.
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(mine, path);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
        const owner = ownerOf(path);
        if (owner !== undefined && (isAlive(owner, key) || attempt > 10)) throw inUse(directory, owner.pid);
        removeStale(path, owner);
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
  held.add(key);
  return () => {
    if (held.delete(key)) rmSync(path, { force: true });
  };
}

interface Owner {
  readonly pid: number;
  readonly start: string;
}

function ownerOf(path: string): Owner | undefined {
  try {
    const [pid = "", start = ""] = readFileSync(path, "utf8").trim().split(" ");
    return { pid: Number(pid), start };
  } catch {
    return undefined;
  }
}

function isAlive({ pid, start }: Owner, directory: string): boolean {
  if (pid === process.pid) return held.has(directory);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  // Process ids are used again, most of all in containers.
  const now = startOf(pid);
  return now !== ended && (now === unknown || start === unknown || now === start);
}

const unknown = "-";
const ended = "ended";

/** When a process began, in ticks since boot; `unknown` where the system does not say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields 3 (state, Z for one that only waits to be reaped) and 22 (start) of proc(5); the second field is in
    // parentheses and may hold blanks.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? ended : (fields[19] ?? unknown);
  } catch {
    return unknown;
  }
}

/** Of two processes that see the same stale lock, only one removes it, and neither removes the other's new one. */
function removeStale(path: string, owner: Owner | undefined): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = ownerOf(aside);
  if (moved?.pid !== owner?.pid || moved?.start !== owner?.start) {
    try {
      linkSync(aside, path);
    } catch {
      // A third one has locked it in between: the next attempt sees that one.
    }
  }
  rmSync(aside, { force: true });
}

function inUse(directory: string, pid: number): Error {
  return new Error(
    `State directory ${directory} is in use by the sandbox with process id ${pid}. Stop that one, or name another directory with --state.`,
  );
}
