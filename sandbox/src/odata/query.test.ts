import { expect } from "chai";
import fc from "fast-check";
import { SandboxError } from "../errors/sandbox-error";
import { parseQuery, type Query } from "./query";
import { fuzzRuns } from "../testing/fuzz-runs";

function read(text: string): Query {
  return parseQuery(new URLSearchParams(text), (option) => {
    throw new SandboxError({
      code: "",
      status: 400,
      message: `unknown ${option}`,
      source: "",
      evidence: "assumed",
    });
  });
}

describe("Query options", () => {
  it("are read with what stands in an expansion, to any depth", () => {
    const query = read(
      "$select=fullname, accessmode&$orderby=fullname desc,createdon&$top=3&$count=true" +
        "&$expand=systemuserroles_association($select=roleid,name;$filter=contains(name,'a;b,c)');$expand=businessunitid($select=name)),businessunitid",
    );
    expect(query.select).to.deep.equal(["fullname", "accessmode"]);
    expect(query.orderBy).to.deep.equal([
      { property: "fullname", descending: true },
      { property: "createdon", descending: false },
    ]);
    expect(query.top).to.equal(3);
    expect(query.count).to.equal(true);
    expect(query.expand.map(({ navigation }) => navigation)).to.deep.equal([
      "systemuserroles_association",
      "businessunitid",
    ]);
    const roles = query.expand[0]!.query;
    expect(roles.select).to.deep.equal(["roleid", "name"]);
    expect(roles.filter).to.deep.equal({
      kind: "text",
      function: "contains",
      property: "name",
      value: "a;b,c)",
    });
    expect(roles.expand[0]!.query.select).to.deep.equal(["name"]);
  });

  it("ask for everything when there are none", () => {
    expect(read("")).to.deep.equal({
      select: undefined,
      expand: [],
      filter: undefined,
      orderBy: [],
      top: undefined,
      count: false,
    });
  });

  for (const text of [
    "$select=",
    "$select=a,",
    "$select=a b",
    "$top=-1",
    "$top=many",
    "$count=yes",
    "$orderby=name upwards",
    "$expand=roles($select=name",
    "$expand=roles(name)",
    "$expand=roles($count=true)",
    "$filter=a eq 1&$filter=a eq 2",
  ]) {
    it(`are refused: ${text}`, () => {
      expect(() => read(text))
        .to.throw(SandboxError)
        .with.property("status", 400);
    });
  }

  it("are read or refused, whatever the text", () => {
    const option = fc.constantFrom("$select", "$expand", "$filter", "$orderby", "$top", "$count");
    const words = fc.constantFrom(..."a b ( ) ($select=a) ; , ' $expand=a( asc desc 5 true eq /".split(" "));
    const value = fc.oneof(
      fc.string(),
      fc.array(words).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(option, value), { maxLength: 4 }), (options) => {
        try {
          parseQuery(options, () => undefined);
        } catch (error) {
          if (!(error instanceof SandboxError)) throw error;
          expect(error.status).to.be.oneOf([400, 501]);
        }
      }),
      { numRuns: Math.max(500, fuzzRuns) },
    );
  });
});
