import { expect } from "chai";
import fc from "fast-check";
import { deepEqual } from "./equal";

describe("equality of stored values", () => {
  it("holds for values that are alike, in whatever order their members are", () => {
    expect(deepEqual({ a: [1, { b: null }], c: "d" }, { c: "d", a: [1, { b: null }] })).to.equal(true);
  });

  it("takes a member that is undefined for a missing one, in either place", () => {
    expect(deepEqual({ a: 1, b: undefined }, { a: 1 })).to.equal(true);
    expect(deepEqual({ a: 1 }, { a: 1, b: undefined })).to.equal(true);
  });

  it("tells null from missing, lists from objects, and order in lists", () => {
    expect(deepEqual({ a: null }, {})).to.equal(false);
    expect(deepEqual([], {})).to.equal(false);
    expect(deepEqual(null, {})).to.equal(false);
    expect(deepEqual([1, 2], [2, 1])).to.equal(false);
    expect(deepEqual([1], [1, 2])).to.equal(false);
    expect(deepEqual("1", 1)).to.equal(false);
  });

  it("holds for a value and its copy through JSON, and is the same in both directions", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (value, other) => {
        const copy: unknown = JSON.parse(JSON.stringify(value));
        expect(deepEqual(copy, JSON.parse(JSON.stringify(copy)))).to.equal(true);
        expect(deepEqual(value, other)).to.equal(deepEqual(other, value));
      }),
    );
  });
});
