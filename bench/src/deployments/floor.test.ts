import { expect } from "chai";
import { floorSeconds } from "./floor";

describe("the floor of a deployment", () => {
  it("is waves of eight requests, each one latency long, of the service that takes longest", () => {
    // A token; one wave and one page to read; 250 people added in 32 waves; before the first of them an account and a
    // licence, after the last of them a role.
    expect(floorSeconds("first-deployment", 250, 50)).to.equal(((1 + 1 + 1 + 2 + 32 + 1) * 50) / 1_000);
    // A token, a wave and a page; two operations each in one batch.
    expect(floorSeconds("swap-role", 250, 50)).to.equal(0.2);
    // Roles go before accounts, of which 13 batches are two waves.
    expect(floorSeconds("delete", 250, 50)).to.equal(((3 + 1 + 2) * 50) / 1_000);
    expect(floorSeconds("one-person", 250, 50)).to.equal(0.2);
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
