import { expect } from "chai";
import { clientOverhead } from "./clients/client-overhead";
import { throttleRecovery } from "./clients/throttle-recovery";
import type { Options } from "./benchmark";
import { replay } from "./peer/replay";
import { sandboxSpeed } from "./speed/sandbox-speed";
import { SandboxProcess } from "./sandbox/sandbox-process";

const tiny: Options = { people: [], tiny: true, say: () => undefined };

describe("the benchmarks", function () {
  this.timeout(60_000);

  it("of the sandbox's speed count every request that they time, and are not throttled", async () => {
    const { tables } = await sandboxSpeed.run(tiny);
    const rows = tables[0]?.rows ?? [];
    expect(rows).to.have.length(2 * 7);
    for (const row of rows) {
      expect(row.measured, String(row.request)).to.be.within(1, 8);
      // Those that warm up come besides.
      expect(row.served).to.be.at.least(row.measured as number);
      expect(row.throttled).to.equal(0);
    }
  });

  it("of the clients send the same request in four ways, node:https alone being the measure", async () => {
    const { tables } = await clientOverhead.run(tiny);
    const rows = tables[0]?.rows ?? [];
    expect(rows).to.have.length(4);
    expect(rows[0]).to.include({ client: "node:https alone", "of node:https": 1 });
    for (const { requests } of rows) expect(requests).to.be.within(1, 8);
  });

  it("of throttling get every request through, with no more refusals than were in flight", async () => {
    const { tables } = await throttleRecovery.run(tiny);
    const [row] = tables[0]?.rows ?? [];
    expect(row).to.include({ queued: 20, answered: 20 });
    // Four requests are in flight before the service has said how many it likes.
    expect(row?.["429 caused"]).to.be.within(1, 4);
    expect(row?.["asked to wait s"]).to.be.within(290, 301);
    expect(row?.["most in flight after it"]).to.be.within(1, 8);
  });

  it("replay the peer's calls as often as they were counted", async () => {
    const sandbox = await SandboxProcess.start({ people: 0, seats: 3, settings: {} });
    try {
      const found = await replay(sandbox, 3);
      // Nine, three, twelve and six requests a user, and four to sign in.
      expect(found.map((one) => [one.case, one.requests, one.throttled])).to.deep.equal([
        ["first-deployment", 3 * 9 + 4, 0],
        ["no-op", 3 * 3 + 4, 0],
        ["swap-role", 3 * 12 + 4, 0],
        ["delete", 3 * 6 + 4, 0],
      ]);
    } finally {
      await sandbox.stop();
    }
  });
});
