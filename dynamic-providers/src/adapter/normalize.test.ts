import { expect } from "chai";
import fc from "fast-check";
import { storable } from "./normalize";

describe("what may be stored", () => {
  it("is JSON, and is stored as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(storable(value)).to.deep.equal({ value, refused: [] });
      }),
    );
  });

  it("has no undefined in it: members are left out, and null takes the place in lists", () => {
    expect(storable({ a: undefined, b: { c: undefined }, d: [1, undefined] })).to.deep.equal({
      value: { b: {}, d: [1, null] },
      refused: [],
    });
  });

  it("is everything but what the wire would mangle, which is named by its path", () => {
    const state = {
      when: new Date(0),
      people: { anna: { roles: new Set(["a"]) } },
      counts: [1, NaN, 3n],
      call: () => undefined,
      kept: "yes",
    };
    expect(storable(state)).to.deep.equal({
      value: { people: { anna: {} }, counts: [1, null, null], kept: "yes" },
      refused: [
        "when: an instance of Date",
        "people.anna.roles: an instance of Set",
        "counts[1]: a number that is not finite",
        "counts[2]: a bigint",
        "call: a function",
      ],
    });
  });

  it("is nothing when the value itself cannot be", () => {
    expect(storable(new Map())).to.deep.equal({ value: undefined, refused: ["value: an instance of Map"] });
  });

  it("can always be written down", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }),
        (value) => {
          const stored = storable(value).value;
          expect(JSON.parse(JSON.stringify({ stored }))).to.deep.equal(
            stored === undefined ? {} : JSON.parse(JSON.stringify({ stored })),
          );
          expect(storable(stored ?? null).refused).to.deep.equal([]);
        },
      ),
    );
  });
});
