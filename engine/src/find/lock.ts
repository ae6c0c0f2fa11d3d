import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Does `work` while nobody else does the same: `directory` stands for the right to it. Who finds it taken
 * waits; one whose process is gone is cleared away.
 *
 * @param waiting - called once, with the process id of the other, before the first wait.
 */
export async function alone<T>(
  directory: string,
  work: () => Promise<T>,
  waiting: (pid: number) => void,
): Promise<T> {
  mkdirSync(dirname(directory), { recursive: true });
  let told = false;
  while (!take(directory)) {
    const holder = holderOf(directory);
    if (holder === undefined ? isOld(directory) : !isAlive(holder)) {
      rmSync(directory, { recursive: true, force: true });
      continue;
    }
    if (!told && holder !== undefined) {
      waiting(holder);
      told = true;
    }
    await delay(500);
  }
  try {
    return await work();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function take(directory: string): boolean {
  try {
    mkdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  writeFileSync(join(directory, "pid"), String(process.pid));
  return true;
}

/** Undefined for the instant between taking the right and writing the number. */
function holderOf(directory: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(directory, "pid"), "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Taken a while ago and still without a number: whoever took it did not live to write it. */
function isOld(directory: string): boolean {
  try {
    return Date.now() - statSync(directory).mtimeMs > 10_000;
  } catch {
    return false;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
