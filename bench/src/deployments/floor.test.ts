import { expect } from "chai";
import { floorSeconds } from "./floor";

describe("the floor of a deployment", () => {
  it("is waves of eight requests, each one latency long", () => {
    // A token; one wave and one page to read; 13 batches of 20 accounts or licences in 2 waves each; 250 people in 32
    // waves; 500 roles in one batch.
    expect(floorSeconds("first-deployment", 250, 50)).to.equal(((1 + 1 + 1 + 2 * 2 + 32 + 1) * 50) / 1_000);
    expect(floorSeconds("no-op", 1_000, 50)).to.equal(0.15);
    expect(floorSeconds("no-op", 1_000, 0)).to.equal(0);
  });

  it("grows by what exceeds Graph's burst of 3 000 writes, at twenty a second", () => {
    // 20 000 writes without latency: 17 000 / 20 per second.
    expect(floorSeconds("first-deployment", 10_000, 0)).to.equal(850);
    expect(floorSeconds("first-deployment", 1_500, 0)).to.equal(0);
  });

  it("grows by a window of Dataverse for each allowance that is used up", () => {
    // 20 000 operations of 100 ms are 2 000 s, of which 1 200 s are allowed in 300 s.
    expect(floorSeconds("swap-role", 10_000, 0)).to.equal(300);
    expect(floorSeconds("swap-role", 6_000, 0)).to.equal(0);
  });
});
