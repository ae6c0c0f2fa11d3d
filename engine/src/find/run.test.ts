import { expect } from "chai";
import { run } from "./run";

const sh = (script: string, timeout?: number) =>
  run("/bin/sh", ["-c", script], timeout === undefined ? {} : { timeout });

describe("running a program", () => {
  it("keeps its output and its exit code", async () => {
    expect(await sh("echo out; echo err >&2; exit 3")).to.deep.equal({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("answers 127 and why, when there is no such program", async () => {
    const finished = await run("/no/such/program", []);
    expect(finished.exitCode).to.equal(127);
    expect(finished.stderr).to.contain("ENOENT");
  });

  it("tells a signal that ended it as shells do", async () => {
    expect((await sh("kill -TERM $$")).exitCode).to.equal(128 + 15);
  });

  it("ends a program that takes too long, with all that it started", async () => {
    const finished = await sh("sleep 600 & echo $!; wait", 200);
    expect(finished.exitCode).to.equal(124);
    expect(finished.stdout).to.match(/^\d+\n$/);
  });
});
