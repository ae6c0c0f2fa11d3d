import { expect } from "chai";
import { namedStack } from "./bc-sales";

describe("the stack that a command line names", () => {
  it("is found after a blank and after an equals sign", () => {
    expect(namedStack(["audit", "--stack", "sandbox", "--format", "json"])).to.equal("sandbox");
    expect(namedStack(["audit", "--stack=prod"])).to.equal("prod");
  });

  it("is none where it is not named, or the name is missing", () => {
    expect(namedStack(["permissions", "--version", "bc-2019-04"])).to.equal(undefined);
    expect(namedStack(["audit", "--stack"])).to.equal(undefined);
    expect(namedStack(["audit", "--stackless=sandbox"])).to.equal(undefined);
  });
});
