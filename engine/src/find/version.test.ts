import { expect } from "chai";
import { isAtLeast } from "./version";

describe("the version of a CLI", () => {
  it("is compared number by number, not as text", () => {
    expect(isAtLeast("v3.259.0", "3.200.0")).to.equal(true);
    expect(isAtLeast("v3.99.1", "3.200.0")).to.equal(false);
    expect(isAtLeast("4.0.0", "3.200.0")).to.equal(true);
    expect(isAtLeast("3.200.0", "3.200.0")).to.equal(true);
  });

  it("may carry what comes behind a release", () => {
    expect(isAtLeast("v3.260.0-alpha.x1234\n", "3.200.0")).to.equal(true);
  });

  it("of something else is too old", () => {
    expect(isAtLeast("", "3.200.0")).to.equal(false);
    expect(isAtLeast("no version", "3.200.0")).to.equal(false);
  });
});
