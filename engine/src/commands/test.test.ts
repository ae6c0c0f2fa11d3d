import { expect } from "chai";
import { verdict } from "./test";

describe("the last line of a test run", () => {
  it("counts what passed and what failed", () => {
    expect(verdict({ passes: 12, failures: 0, pending: 0, isCi: false })).to.deep.equal({
      line: "12 passed, 0 failed",
      failed: false,
    });
    expect(verdict({ passes: 11, failures: 1, pending: 0, isCi: false })).to.deep.equal({
      line: "11 passed, 1 failed",
      failed: true,
    });
  });

  it("names skipped tests, which fail the run where CI is set", () => {
    expect(verdict({ passes: 10, failures: 0, pending: 2, isCi: false })).to.deep.equal({
      line: "10 passed, 0 failed, 2 skipped",
      failed: false,
    });
    expect(verdict({ passes: 10, failures: 0, pending: 2, isCi: true })).to.deep.equal({
      line: "10 passed, 2 failed",
      failed: true,
    });
  });

  it("does not take a run without any test for a success", () => {
    expect(verdict({ passes: 0, failures: 0, pending: 0, isCi: false }).failed).to.equal(true);
  });
});
