import { expect } from "chai";
import { NOTICES, REMEDIES, SIGN_IN_CAUSES } from "./catalogue";
import { notices, problem } from "./notice";

const some = notices({
  late: { when: "", message: "{person} is late by {minutes} minutes, {person}.", remedy: "Wait {minutes}." },
});

describe("a notice", () => {
  it("becomes a problem with every value in its place", () => {
    expect(problem(some.late, "clock", { person: "Anna {minutes}", minutes: 3 })).to.deep.equal({
      where: "clock",
      message: "Anna {minutes} is late by 3 minutes, Anna {minutes}.",
      remedy: "Wait 3.",
    });
  });
});

describe("the catalogue of messages", () => {
  const all = Object.values(NOTICES).flatMap((group) => Object.entries(group));

  it("has a name for one notice only", () => {
    const names = all.map(([name]) => name);
    expect(new Set(names).size).to.equal(names.length);
  });

  it("says of each when it comes, and what to do", () => {
    for (const [name, { when, message, remedy }] of all) {
      expect(when, name).to.match(/\.$/);
      expect(message, name).to.match(/[.}]$/);
      // What is merely missing is given by a repair: there the document says what to do.
      if (name !== "permission-short") expect(remedy, name).to.match(/[.?}]$/);
    }
    for (const { means, remedy } of REMEDIES) expect([means, remedy].join(" "), means).to.match(/\. .+\.$/);
    for (const { message, remedy } of SIGN_IN_CAUSES) expect(remedy, message).to.match(/\.$/);
  });
});
