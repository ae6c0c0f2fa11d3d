import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { alone } from "./lock";

describe("doing something alone", () => {
  let folder: string;
  let lock: string;
  const nobodyElse = () => {
    throw new Error("there was nobody to wait for");
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-lock-"));
    lock = join(folder, "deep", "lock");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("lets the second wait until the first is done, and tells whom it waits for", async () => {
    const order: string[] = [];
    const waited: number[] = [];
    const first = alone(
      lock,
      async () => {
        order.push("first begins");
        await delay(700);
        order.push("first ends");
      },
      nobodyElse,
    );
    await delay(50);
    const second = alone(
      lock,
      () => {
        order.push("second");
        return Promise.resolve();
      },
      (pid) => waited.push(pid),
    );
    await Promise.all([first, second]);
    expect(order).to.deep.equal(["first begins", "first ends", "second"]);
    expect(waited).to.deep.equal([process.pid]);
    expect(existsSync(lock)).to.equal(false);
  });

  it("gives the right back when the work fails", async () => {
    const failure = await alone(lock, () => Promise.reject(new Error("no")), nobodyElse).catch(
      (error: unknown) => error,
    );
    expect((failure as Error).message).to.equal("no");
    expect(await alone(lock, () => Promise.resolve("done"), nobodyElse)).to.equal("done");
  });

  it("clears away the lock of a process that is gone", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, "pid"), String(gone));
    expect(await alone(lock, () => Promise.resolve("done"), nobodyElse)).to.equal("done");
  });

  it("clears away the lock of a process that was ended before it could write its number", async () => {
    mkdirSync(lock, { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await alone(lock, () => Promise.resolve("done"), nobodyElse)).to.equal("done");
  });
});
