import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { initialPassword } from "./reconciler";

describe("an initial password", () => {
  it("has 32 characters unless told otherwise", () => {
    expect(initialPassword.check({}).inputs).to.deep.equal({ length: 32 });
  });

  it("has 16 to 256 characters", () => {
    for (const length of [16, 256]) expect(initialPassword.check({ length }).problems).to.deep.equal([]);
    for (const length of [15, 257, 20.5]) {
      expect(initialPassword.check({ length }).problems.map(({ where }) => where)).to.deep.equal(["length"]);
    }
    const unknown = { length: UNKNOWN as unknown as number };
    expect(initialPassword.check(unknown).problems).to.deep.equal([]);
  });

  it("is not made again when another length is wanted", () => {
    expect(initialPassword.diff({ length: 32, password: "x" }, { length: 64 })).to.deep.equal({
      changed: false,
    });
  });
});
