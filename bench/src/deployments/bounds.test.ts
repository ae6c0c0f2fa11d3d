import { expect } from "chai";
import { boundsOf } from "./bounds";
import type { Deployed } from "./deployed";

const measured: Deployed = {
  case: "no-op",
  people: 1_000,
  requests: 12,
  parts: 0,
  tokens: 3,
  writes: 0,
  throttled: 0,
  seconds: 4,
  httpSeconds: 1,
  floorSeconds: 1,
  cpuSeconds: null,
  stateBytes: null,
  stateBytesPerPerson: null,
  peakMemoryMiB: 381,
  runs: 1,
  byKind: {},
};

const missed = (one: Partial<Deployed>): string[] =>
  boundsOf({ ...measured, ...one }).flatMap(({ rule, holds }) => (holds ? [] : [rule]));

describe("the bounds of a deployment", () => {
  it("hold up to the last request and are missed by one more", () => {
    for (const [what, most] of [
      ["no-op", 12],
      ["swap-role", 30],
      ["one-person", 14],
    ] as const) {
      expect(missed({ case: what, requests: most })).to.deep.equal([]);
      expect(missed({ case: what, requests: most + 1 })).to.deep.equal([`requests ≤ ${String(most)}`]);
    }
    expect(missed({ case: "one-person", writes: 2 })).to.deep.equal(["writes ≤ 1"]);
  });

  it("of a first deployment leave out the one request that adds each person", () => {
    const first = { case: "first-deployment", requests: 1_200, seconds: 1.5 } as const;
    expect(missed({ ...first, stateBytesPerPerson: 1_000 })).to.deep.equal([]);
    expect(missed({ ...first, requests: 1_201, seconds: 1.6, stateBytesPerPerson: 1_001 })).to.deep.equal([
      "requests − people ≤ 200",
      "seconds ÷ floor ≤ 1.5",
      "bytes a person ≤ 1000",
    ]);
  });

  it("of memory hold at any number of people: 400 MB are 381 MiB", () => {
    expect(missed({ people: 10_000, requests: 100, peakMemoryMiB: 382 })).to.deep.equal(["MiB ≤ 381"]);
  });
});
