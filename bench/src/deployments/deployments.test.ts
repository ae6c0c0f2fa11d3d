import { expect } from "chai";
import type { Deployed } from "./deployed";
import { deployments } from "./benchmark";
import { growth } from "./growth";
import { starts } from "./starts";

describe("the benchmark of deployments", function () {
  this.timeout(300_000);

  it("deploys with the real engine, and counts requests and writes of each case", async () => {
    const { json } = await deployments.run({ people: [2], tiny: true, say: () => undefined });
    const found = json as Deployed[];
    expect(found.map((one) => [one.case, one.people, one.writes, one.throttled])).to.deep.equal([
      // Two people: account, licence, presence, and two roles each.
      ["first-deployment", 2, 2 * 5, 0],
      ["no-op", 2, 0, 0],
      // One role given and one taken back.
      ["swap-role", 2, 2 * 2, 0],
      ["one-person", 2, 1, 0],
      // Two roles and the account, whose licence goes with it.
      ["delete", 2, 2 * 3, 0],
    ]);
    for (const { requests, tokens, stateBytes, case: what } of found) {
      expect(tokens, what).to.be.within(2, 5);
      expect(requests).to.be.within(tokens + 4, 22);
      if (what === "first-deployment") expect(stateBytes).to.be.greaterThan(1_000);
      else expect(stateBytes).to.equal(null);
    }
  });

  it("compares previews and deployments that change nothing", async () => {
    const { tables } = await growth.run({ people: [], tiny: true, say: () => undefined });
    const rows = tables[0]?.rows ?? [];
    expect(rows.map((row) => row.people)).to.deep.equal([1, 2]);
    expect(rows[0]).to.include({ "times the first row": 1 });
    for (const row of rows)
      expect(row["both s"]).to.be.closeTo(Number(row["preview s"]) + Number(row["up s"]), 0.02);
  });

  it("compares deployments by the settings that make Node start faster", async () => {
    const { tables } = await starts.run({ people: [], tiny: true, say: () => undefined });
    const rows = tables[0]?.rows ?? [];
    expect(rows).to.have.length(4);
    expect(rows[0]).to.include({ setting: "nothing", "of the first": 1 });
    for (const { seconds } of rows) expect(seconds).to.be.greaterThan(0);
  });
});
