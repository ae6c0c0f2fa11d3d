import { expect } from "chai";
import { SlidingWindow } from "./sliding-window";

describe("a sliding window", () => {
  it("counts what lies within its length and forgets what lies before it", () => {
    const window = new SlidingWindow(300_000);
    window.add(0, 5);
    window.add(100_000, 7);
    expect(window.sum(299_999)).to.equal(12);
    // What came in the second from 0 to 1 000 counts until none of it can be in the window.
    expect(window.sum(301_000)).to.equal(7);
    expect(window.sum(401_000)).to.equal(0);
  });

  it("tells when it will be below a limit, and is then", () => {
    const window = new SlidingWindow(300_000);
    window.add(0, 5);
    window.add(50_000, 5);
    window.add(100_000, 5);
    expect(window.untilBelow(16, 100_000)).to.equal(0);
    const wait = window.untilBelow(10, 100_000);
    expect(wait).to.equal(251_000);
    expect(window.sum(100_000 + wait - 1)).to.equal(10);
    expect(window.sum(100_000 + wait)).to.equal(5);
  });
});
