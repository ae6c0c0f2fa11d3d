import { expect } from "chai";
import { parseArguments, UsageError } from "./arguments";

describe("the command line of the benchmarks", () => {
  it("takes names, and numbers of people as often as they are given", () => {
    expect(parseArguments(["deployments", "--people", "10", "--people", "100", "--json"])).to.deep.equal({
      names: ["deployments"],
      people: [10, 100],
      json: true,
      list: false,
      help: false,
      write: false,
    });
  });

  it("refuses what it does not understand, naming the flag", () => {
    expect(() => parseArguments(["--persons", "1"])).to.throw(UsageError, "--persons");
    for (const people of ["0", "-1", "ten", "1.5"]) {
      expect(() => parseArguments([`--people=${people}`])).to.throw(UsageError, "--people");
    }
    expect(() => parseArguments(["--json", "--write"])).to.throw(UsageError, "--write");
  });
});
