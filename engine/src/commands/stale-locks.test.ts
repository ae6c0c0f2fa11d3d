import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { removeStaleLocks } from "./stale-locks";

describe("the locks of a stack", () => {
  let backend: string;
  let folder: string;
  beforeEach(() => {
    backend = mkdtempSync(join(tmpdir(), "bc-sales-locks-"));
    folder = join(backend, ".pulumi", "locks", "organization", "bc-sales", "sandbox");
    mkdirSync(folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(backend, { recursive: true, force: true });
  });
  const lock = (name: string, pid: number, host = hostname()) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ pid, username: "somebody", hostname: host, timestamp: "" }));
    return file;
  };

  it("go when their process has ended, and only then", () => {
    const ended = lock("ended", spawnSync(process.execPath, ["-e", ""]).pid);
    const running = lock("running", process.pid);
    expect(removeStaleLocks(backend, "bc-sales", "sandbox")).to.equal(1);
    expect(existsSync(ended)).to.equal(false);
    expect(existsSync(running)).to.equal(true);
  });

  it("stay when they are another machine's", () => {
    const elsewhere = lock("elsewhere", spawnSync(process.execPath, ["-e", ""]).pid, "another-machine");
    expect(removeStaleLocks(backend, "bc-sales", "sandbox")).to.equal(0);
    expect(existsSync(elsewhere)).to.equal(true);
  });

  it("are none of a stack that was never deployed", () => {
    expect(removeStaleLocks(backend, "bc-sales", "other")).to.equal(0);
  });
});
