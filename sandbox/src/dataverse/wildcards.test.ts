import { expect } from "chai";
import fc from "fast-check";
import { matches, type Filter } from "../odata/filter";
import { withWildcards } from "./wildcards";

describe("Wildcards of text functions", () => {
  const holds = (name: "contains" | "startswith" | "endswith", value: string, text: string): boolean => {
    const filter: Filter = { kind: "text", function: name, property: "name", value };
    return matches(withWildcards({ kind: "not", operand: { kind: "not", operand: filter } }), () => text);
  };

  it("match whatever they stand for", () => {
    const piece = fc.oneof(
      fc.stringMatching(/^[a-z]{1,3}$/).map((text) => [text, text] as const),
      fc.stringMatching(/^[a-z]$/).map((text) => ["_", text] as const),
      fc.stringMatching(/^[a-z]{0,4}$/).map((text) => ["%", text] as const),
      fc.constantFrom("a", "m", "Z").map((text) => ["[^b-l0]", text] as const),
      fc.constantFrom("b", "K", "0").map((text) => ["[b-l0]", text] as const),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.string(), fc.string(), (pieces, before, after) => {
        const [pattern, text] = [0, 1].map((side) => pieces.map((pair) => pair[side]).join(""));
        expect(holds("contains", pattern!, before + text! + after)).to.equal(true);
        expect(holds("startswith", pattern!, text! + after)).to.equal(true);
        expect(holds("endswith", pattern!, before + text!)).to.equal(true);
      }),
    );
  });

  for (const [pattern, text] of [
    ["a_c", "ac"],
    ["[b-l]x", "ax"],
    ["[^a]x", "ax"],
    ["a%b", "ba"],
  ] as const) {
    it(`do not match: ${pattern} in ${text}`, () => {
      expect(holds("contains", pattern, text)).to.equal(false);
    });
  }

  it("take no longer for many of them", () => {
    expect(holds("startswith", `${"%a".repeat(2000)}b`, "a".repeat(4000))).to.equal(false);
  });
});
