import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import type { Tenant } from "../../clients/tenant";
import { initialPassword } from "./reconciler";

/** A password needs none of it. */
const tenant = {} as Tenant;

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

  it("stays the same through refresh and update", async () => {
    const { id, state } = await initialPassword.create({ length: 20 }, tenant);
    expect(id).not.to.equal("").and.not.to.contain(state.password);
    expect(state.password).to.have.length(20);
    expect(await initialPassword.read(id, state, tenant)).to.deep.equal({ state, inputs: { length: 20 } });
    expect(await initialPassword.update(id, state, { length: 64 }, tenant)).to.deep.equal(state);
  });
});
