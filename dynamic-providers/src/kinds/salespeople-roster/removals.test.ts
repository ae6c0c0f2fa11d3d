import { expect } from "chai";
import { defaultMaxRemovals, removalProblems } from "./removals";

const names = (count: number) => Array.from({ length: count }, (_, index) => `p${String(index)}@contoso.com`);

describe("the number of people who may leave at once", () => {
  it("is five, or a fifth of all, rounded up, when that is more", () => {
    const all = [0, 1, 25, 26, 30, 31, 1_000];
    expect(all.map(defaultMaxRemovals)).to.deep.equal([5, 5, 5, 6, 6, 7, 200]);
  });

  it("is kept to without a word", () => {
    expect(removalProblems(names(5), 10, undefined, true)).to.deep.equal([]);
    expect(removalProblems(names(200), 1_000, undefined, true)).to.deep.equal([]);
    expect(removalProblems(names(10), 10, 10, true)).to.deep.equal([]);
  });

  it("is told when it is exceeded, with the number, some names and what allows it", () => {
    const [problem, ...others] = removalProblems(names(201), 1_000, undefined, true);
    expect(others).to.deep.equal([]);
    expect(problem?.where).to.equal("people");
    expect(problem?.message)
      .to.contain("201 people of 1000")
      .and.to.contain("more than 200")
      .and.to.contain("p0@contoso.com")
      .and.to.contain("191 more");
    expect(problem?.remedy).to.contain("maxRemovals: 201");
  });

  it("counts those who were renamed where nobody knows of it, and says what to do", () => {
    const remedy = (isFollowed: boolean) => removalProblems(names(1), 10, 0, isFollowed)[0]?.remedy;
    expect(remedy(false)).to.contain("--refresh").and.to.contain("object ids");
    expect(remedy(true)).to.not.contain("renamed");
  });

  it("may be none", () => {
    expect(removalProblems(names(1), 10, 0, true)).to.have.length(1);
    expect(removalProblems([], 10, 0, true)).to.deep.equal([]);
  });
});
