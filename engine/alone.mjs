// One at a time, also across processes. Plain JavaScript: start.mjs needs it before anything is compiled.
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { setTimeout as delay } from "node:timers/promises";

// Milliseconds.
const LOOK = 500;
const SIGN_OF_LIFE = 5_000;
const SILENCE = 60_000;

export async function alone(lock, work, waiting, silence = SILENCE) {
  mkdirSync(dirname(lock), { recursive: true });
  const self = { id: randomUUID(), pid: process.pid, host: hostname() };
  await take(lock, self, waiting, silence);
  const signs = setInterval(() => touch(lock), SIGN_OF_LIFE).unref();
  try {
    return await work();
  } finally {
    clearInterval(signs);
    if (ownerOf(lock)?.id === self.id) clear(lock, self.id);
  }
}

/** A lock is a folder that is never empty: renaming another onto it fails, and who holds it is known at once. */
async function take(lock, self, waiting, silence) {
  const mine = `${lock}.${self.id}`;
  mkdirSync(mine);
  try {
    writeFileSync(join(mine, "owner.json"), JSON.stringify(self));
    let told = false;
    let last = {};
    while (!renamed(mine, lock)) {
      const owner = ownerOf(lock);
      const touched = touchedAt(lock);
      // Looks are counted, not the clock read: after a suspension the owner has the time to show that it lives.
      const changed = owner?.id !== last.id || touched !== last.touched;
      last = { id: owner?.id, touched, looks: changed ? 0 : last.looks + 1 };
      const ended = owner !== undefined && owner.host === self.host && !isAlive(owner.pid);
      if (ended || last.looks * LOOK > silence) {
        clear(lock, owner?.id);
        continue;
      }
      if (!told && owner !== undefined) {
        waiting(owner.pid);
        told = true;
      }
      await delay(LOOK);
    }
  } finally {
    rmSync(mine, { recursive: true, force: true });
  }
}

function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (["EEXIST", "ENOTEMPTY"].includes(error.code)) return false;
    throw error;
  }
}

/** Undefined when nobody holds it. */
function ownerOf(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function touchedAt(lock) {
  return statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
}

function touch(lock) {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // It was cleared away: this process was silent for too long.
  }
}

/** Takes the lock of `owner` away, and puts it back when it has become somebody else's in between. */
function clear(lock, owner) {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (ownerOf(aside)?.id !== owner && renamed(aside, lock)) return;
  rmSync(aside, { recursive: true, force: true });
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
