import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { alone } from "../alone.mjs";

describe("doing something alone", () => {
  let folder: string;
  let lock: string;
  const ended = () => spawnSync(process.execPath, ["-e", ""]).pid;
  const nobodyElse = () => {
    throw new Error("there was nobody to wait for");
  };
  const done = () => Promise.resolve("done");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bc-sales-lock-"));
    lock = join(folder, "deep", "lock");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function heldBy(owner: object): void {
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, "owner.json"), JSON.stringify({ id: "other", ...owner }));
  }

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
    expect(readdirSync(join(folder, "deep"))).to.deep.equal([]);
  });

  it("lets nobody in at the same time, however many there are", async () => {
    let inside = 0;
    let most = 0;
    const visit = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await delay(5);
      inside -= 1;
    };
    await Promise.all([1, 2, 3, 4].map(() => alone(lock, visit, () => undefined)));
    expect(most).to.equal(1);
  });

  it("gives the right back when the work fails", async () => {
    const failure = await alone(lock, () => Promise.reject(new Error("no")), nobodyElse).catch(
      (error: unknown) => error,
    );
    expect((failure as Error).message).to.equal("no");
    expect(await alone(lock, done, nobodyElse)).to.equal("done");
  });

  it("clears away the lock of a process that has ended", async () => {
    heldBy({ pid: ended(), host: hostname() });
    expect(await alone(lock, done, nobodyElse)).to.equal("done");
    expect(existsSync(lock)).to.equal(false);
  });

  it("waits for a process of another machine, whose number says nothing here", async () => {
    heldBy({ pid: ended(), host: "another-machine" });
    const waited: number[] = [];
    const waiting = alone(lock, done, (pid) => waited.push(pid));
    await delay(100);
    expect(waited).to.have.length(1);
    rmSync(lock, { recursive: true });
    expect(await waiting).to.equal("done");
  });

  it("clears away the lock of one that shows no sign of life, though its number is in use again", async () => {
    heldBy({ pid: process.pid, host: hostname() });
    expect(await alone(lock, done, () => undefined, 600)).to.equal("done");
  });

  it("leaves alone a lock that another has taken over", async () => {
    await alone(
      lock,
      () => {
        rmSync(lock, { recursive: true });
        heldBy({ pid: process.pid, host: hostname() });
        return Promise.resolve();
      },
      nobodyElse,
    );
    expect(existsSync(lock)).to.equal(true);
  });
});
