import { expect } from "chai";
import { TokenBucket } from "./token-bucket";

describe("a token bucket", () => {
  it("gives out its capacity at once and then what flows in", () => {
    const bucket = new TokenBucket();
    expect(bucket.take(10, 10, 1000, 0)).to.equal(0);
    // One unit flows in within 100 ms.
    expect(bucket.take(1, 10, 1000, 0)).to.equal(100);
    expect(bucket.take(1, 10, 1000, 100)).to.equal(0);
    expect(bucket.take(1, 10, 1000, 150)).to.equal(50);
  });

  it("holds no more than its capacity, however long nobody asks", () => {
    const bucket = new TokenBucket();
    bucket.take(1, 10, 1000, 0);
    expect(bucket.used(10, 1000, 1_000_000)).to.equal(0);
    expect(bucket.take(11, 10, 1000, 1_000_000)).to.equal(100);
  });

  it("tells how much of it is used", () => {
    const bucket = new TokenBucket();
    bucket.take(8, 10, 1000, 0);
    expect(bucket.used(10, 1000, 0)).to.be.closeTo(0.8, 1e-9);
    expect(bucket.used(10, 1000, 300)).to.be.closeTo(0.5, 1e-9);
  });
});
