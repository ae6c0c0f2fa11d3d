import { expect } from "chai";
import { shapeOf, shapeProblems } from "./shape";

describe("a recorded shape", () => {
  const shape = shapeOf(["name", "mode", "note", "unit"], {
    string: "name",
    number: "mode",
    "null string": "unit",
  });

  it("is met by a row with all keys and the recorded types, more keys or not", () => {
    expect(shapeProblems({ name: "x", mode: 0, note: 3, unit: null, more: true }, shape)).to.deep.equal([]);
  });

  it("says nothing of the type of what was only seen as null", () => {
    expect(shapeProblems({ name: "x", mode: 0, note: {}, unit: "y" }, shape)).to.deep.equal([]);
  });

  it("names keys that are missing and types that were not recorded, and no values", () => {
    expect(shapeProblems({ name: null, mode: "secret", unit: 1 }, shape)).to.deep.equal([
      "name is null, recorded: string",
      "mode is string, recorded: number",
      "note is missing",
      "unit is number, recorded: null, string",
    ]);
  });

  it("is not met by anything but an object", () => {
    expect(shapeProblems(undefined, shape)).to.deep.equal(["it is null"]);
    expect(shapeProblems([], shape)).to.deep.equal(["it is array"]);
  });

  it("is refused with a type for a key that was not recorded", () => {
    expect(() => shapeOf(["name"], { string: "nmae" })).to.throw('"nmae"');
  });
});
