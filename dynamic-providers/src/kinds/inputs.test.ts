import { expect } from "chai";
import fc from "fast-check";
import { UNKNOWN } from "../adapter/unknown";
import {
  blankNames,
  changeOf,
  differing,
  differingNames,
  missingInputs,
  notOneOf,
  storedInputs,
} from "./inputs";

interface Inputs {
  readonly name?: string;
  readonly roles?: readonly string[];
}

describe("inputs of a resource", () => {
  it("are missing when they have no value, and each is named", () => {
    const problems = missingInputs<Inputs>({ name: "" }, ["name", "roles"]);
    expect(problems.map(({ where }) => where)).to.deep.equal(["name", "roles"]);
    expect(missingInputs({ count: 0, flag: false }, ["count", "flag"])).to.deep.equal([]);
  });

  it("differ when their values do", () => {
    expect(differing<Inputs>({ name: "a" }, { name: "b" }, ["name", "roles"])).to.deep.equal(["name"]);
    expect(differing<Inputs>({ name: "a" }, { name: "a" }, ["name", "roles"])).to.deep.equal([]);
  });

  it("differ while they are unknown, also as a list or in one", () => {
    expect(differing<Inputs>({ name: "a" }, { name: UNKNOWN }, ["name"])).to.deep.equal(["name"]);
    expect(differingNames<Inputs>({ roles: [] }, { roles: [UNKNOWN] }, ["roles"])).to.deep.equal(["roles"]);
    const unknownList = { roles: UNKNOWN as unknown as string[] };
    expect(differingNames<Inputs>({ roles: [] }, unknownList, ["roles"])).to.deep.equal(["roles"]);
  });

  it("do not differ by order, letter case, blanks around or repetition of names", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "Sales Manager")), (names) => {
        const other = [...names, ...names].reverse().map((name) => ` ${name.toUpperCase()}`);
        expect(differingNames<Inputs>({ roles: names }, { roles: other }, ["roles"])).to.deep.equal([]);
      }),
    );
    expect(differingNames<Inputs>({ roles: ["a"] }, { roles: ["a", "b"] }, ["roles"])).to.deep.equal([
      "roles",
    ]);
  });

  it("that make another resource are named in the change", () => {
    expect(changeOf([])).to.deep.equal({ changed: false });
    expect(changeOf(["roles"], ["objectId"])).to.deep.equal({ changed: true });
    expect(changeOf(["roles", "objectId"], ["objectId"])).to.deep.equal({
      changed: true,
      replaces: ["objectId"],
    });
  });

  it("must not be blank in a list of names", () => {
    expect(blankNames("roles", ["a", " "]).map(({ where }) => where)).to.deep.equal(["roles[1]"]);
    expect(blankNames("roles", UNKNOWN)).to.deep.equal([]);
  });

  it("must be one of the possible values once they are known", () => {
    expect(notOneOf("mode", "strict", ["additive", "authoritative"])).to.deep.equal([
      {
        where: "mode",
        message: '"strict" is not possible.',
        remedy: 'Use one of "additive", "authoritative".',
      },
    ]);
    expect(notOneOf("mode", UNKNOWN, ["additive"])).to.deep.equal([]);
  });

  it("are picked from the state without those that have no value", () => {
    expect(storedInputs<Inputs>({ name: "a", password: "x" } as Inputs, ["name", "roles"])).to.deep.equal({
      name: "a",
    });
  });
});
