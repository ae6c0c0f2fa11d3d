import { expect } from "chai";
import fc from "fast-check";
import { SandboxError } from "../errors/sandbox-error";
import { filterRows, filters, print } from "../testing/arbitrary-filters";
import { matches, parseFilter } from "./filter";
import { fuzzRuns } from "../testing/fuzz-runs";

const row: Record<string, unknown> = {
  name: "O'Neil Sales",
  accessmode: 4,
  isdisabled: false,
  applicationid: null,
  objectid: "a4be89ff-7c35-4d69-9900-999c3f603e6f",
  createdon: "2024-03-15T16:21:58Z",
  roles: [{ roleid: "627090ff-40a3-4053-8790-584edc5be201", name: "Administrator" }, { name: "Basic" }],
  tags: ["red", "green"],
  none: [],
};

const isTrue = (text: string): boolean => matches(parseFilter(text), (name) => row[name]);

function refusal(text: string): { status: number; message: string } {
  try {
    parseFilter(text);
  } catch (error) {
    if (error instanceof SandboxError) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error(`"${text}" was taken.`);
}

describe("An OData filter", () => {
  const holding = [
    "accessmode eq 4",
    "accessmode ne 0",
    "accessmode gt 3 and accessmode ge 4 and accessmode lt 5 and accessmode le 4",
    "isdisabled eq false",
    "applicationid eq null",
    "name ne null",
    "name eq 'o''neil SALES'",
    "objectid eq A4BE89FF-7C35-4D69-9900-999C3F603E6F",
    "createdon ge 2024-03-15T16:21:58Z",
    "createdon lt 2024-03-16",
    "name in ('x','O''Neil Sales')",
    "accessmode in (1, 4)",
    "contains(name,'neil') and startswith(name,'O') and endswith(name,'les')",
    "not (accessmode eq 0)",
    "not contains(name,'Berlin')",
    "not not (accessmode eq 4)",
    "Microsoft.Dynamics.CRM.In(PropertyName='accessmode',PropertyValues=['0','4'])",
    "Microsoft.Dynamics.CRM.In(PropertyName='objectid',PropertyValues=['a4be89ff-7c35-4d69-9900-999c3f603e6f'])",
    `Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["x","O'Neil Sales"])`,
    "roles/any(r:r/roleid eq 627090ff-40a3-4053-8790-584edc5be201)",
    "roles/any(r:r/name eq 'basic' and accessmode eq 4)",
    "roles/any()",
    "roles/all(r:r/name ne 'Salesperson')",
    "none/all(r:r/name eq 'anything')",
    "tags/any(t:t eq 'green')",
    // `and` binds tighter than `or` (OData 4.01 part 2, 5.1.1.17).
    "accessmode eq 4 or accessmode eq 1 and accessmode eq 2",
    // Dataverse: Filter rows using OData, "Column comparison".
    "name eq name and accessmode ge accessmode and name ne applicationid",
    "roles/any(r:r/name eq r/name)",
    `Microsoft.Dynamics.CRM.NotIn(PropertyName='accessmode',PropertyValues=["0","1"])`,
    `Microsoft.Dynamics.CRM.Between(PropertyName='accessmode',PropertyValues=["3","10"])`,
    "Microsoft.Dynamics.CRM.NotBetween(PropertyName='createdon',PropertyValues=['2024-03-16','2025-01-01'])",
  ];
  for (const text of holding) {
    it(`holds: ${text}`, () => {
      expect(isTrue(text)).to.equal(true);
    });
  }

  const failing = [
    "applicationid ne null",
    "applicationid gt 1",
    "applicationid le 1",
    "contains(applicationid,'x')",
    "(accessmode eq 4 or accessmode eq 1) and accessmode eq 2",
    "none/any()",
    "roles/any(r:r/name eq 'Salesperson')",
    "name in ('x','y')",
    "name eq objectid",
    "applicationid gt accessmode",
    "Microsoft.Dynamics.CRM.NotIn(PropertyName='accessmode',PropertyValues=['4'])",
    "Microsoft.Dynamics.CRM.Between(PropertyName='accessmode',PropertyValues=['5','40'])",
  ];
  for (const text of failing) {
    it(`does not hold: ${text}`, () => {
      expect(isTrue(text)).to.equal(false);
    });
  }

  it("treats a value that is null as different from every constant", () => {
    expect(isTrue("applicationid ne 'x'")).to.equal(true);
  });

  it("says where and why text is no filter", () => {
    const { status, message } = refusal("name eq 'open");
    expect(status).to.equal(400);
    expect(message).to.equal("There is an unterminated literal at position 13 in 'name eq 'open'.");
    // The documented example (Dataverse: Filter rows using OData, "Manage single quotes").
    expect(refusal("lastname eq 'O'Bryan'").message).to.equal(
      "There is an unterminated literal at position 21 in 'lastname eq 'O'Bryan''.",
    );
    expect(refusal("name =").message).to.contain("a comparison operator is expected after 'name'");
  });

  for (const text of [
    "",
    "name",
    "name eq",
    "(name eq 1",
    "name eq 1)",
    "name eq 1 name eq 2",
    "not name eq 1",
    "name eq @p",
    "Microsoft.Dynamics.CRM.In(PropertyName='name')",
    "Microsoft.Dynamics.CRM.Between(PropertyName='name',PropertyValues=['1'])",
  ]) {
    it(`refuses with 400: "${text}"`, () => {
      expect(refusal(text).status).to.equal(400);
    });
  }

  for (const text of [
    "tolower(name) eq 'x'",
    "contains(tolower(name),'x')",
    "Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)",
    "name eq tolower(lastname)",
    "'x' eq name",
  ]) {
    it(`refuses with 501, for it may be right: ${text}`, () => {
      expect(refusal(text).status).to.equal(501);
    });
  }

  it("takes values by their parameter names", () => {
    const aliases = new Map([
      ["@p1", "'name'"],
      ["@p2", `["OBrian","O'Neil Sales"]`],
    ]);
    const filter = parseFilter("Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)", aliases);
    expect(matches(filter, (name) => row[name])).to.equal(true);
    expect(parseFilter("accessmode eq @m", new Map([["@m", "4"]]))).to.deep.equal(
      parseFilter("accessmode eq 4"),
    );
  });

  it("refuses nesting that would exhaust the stack", () => {
    expect(refusal("(".repeat(100_000)).status).to.equal(400);
    expect(refusal(`${"not ".repeat(100_000)}(a eq 1)`).status).to.equal(400);
  });

  it("takes thousands of alternatives", () => {
    const text = Array.from({ length: 5000 }, (_item, index) => `accessmode eq ${index}`).join(" or ");
    expect(isTrue(text)).to.equal(true);
  });

  it("means the same after it was printed and read again", () => {
    fc.assert(
      fc.property(filters, filterRows, (filter, values) => {
        const read = parseFilter(print(filter));
        expect(read).to.deep.equal(filter);
        const property = (name: string): unknown => values[name];
        expect(matches(read, property)).to.equal(matches(filter, property));
      }),
    );
  });

  it("is read or refused, whatever the text", () => {
    const words = fc.constantFrom(
      ..."( ) [ ] , : = eq ne in and or not null true any a/any( contains( ' '' 'x' 1 -2.5 @p r/b".split(" "),
    );
    const soup = fc.array(words, { maxLength: 30 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ maxLength: 200 })), (text) => {
        try {
          matches(parseFilter(text), () => null);
        } catch (error) {
          if (!(error instanceof SandboxError)) throw error;
          expect(error.status).to.be.oneOf([400, 501]);
        }
      }),
      { numRuns: Math.max(1000, fuzzRuns) },
    );
  });
});
