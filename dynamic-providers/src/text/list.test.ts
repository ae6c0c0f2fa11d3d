import { expect } from "chai";
import { counted, quotedList, wordList } from "./list";

describe("lists in sentences", () => {
  it("joins names with commas and a last and", () => {
    expect(quotedList([])).to.equal("");
    expect(quotedList(["a"])).to.equal('"a"');
    expect(quotedList(["a", "b"])).to.equal('"a" and "b"');
    expect(quotedList(["a", "b", "c"])).to.equal('"a", "b" and "c"');
    expect(wordList(["a", "b"], "or")).to.equal("a or b");
  });

  it("counts in singular and plural", () => {
    expect(counted(1, "seat")).to.equal("1 seat");
    expect(counted(0, "seat")).to.equal("0 seats");
    expect(counted(2, "person", "people")).to.equal("2 people");
  });
});
