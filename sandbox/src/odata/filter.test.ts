import { expect } from "chai";
import fc from "fast-check";
import { SandboxError } from "../errors/sandbox-error";
import { matches, parseFilter, type Filter, type Literal } from "./filter";

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
    expect(message).to.contain("position 8").and.to.contain("name eq 'open");
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
  ]) {
    it(`refuses with 400: "${text}"`, () => {
      expect(refusal(text).status).to.equal(400);
    });
  }

  for (const text of [
    "tolower(name) eq 'x'",
    "contains(tolower(name),'x')",
    "Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)",
    "name eq lastname",
    "'x' eq name",
  ]) {
    it(`refuses with 501, for it may be right: ${text}`, () => {
      expect(refusal(text).status).to.equal(501);
    });
  }

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
      fc.property(filters, rows, (filter, values) => {
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
      { numRuns: 1000 },
    );
  });
});

const names = fc.constantFrom("name", "accessmode", "isdisabled", "_businessunitid_value", "address1_line1");
const finite = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));
const literals: fc.Arbitrary<Literal> = fc.oneof(
  fc.constant<Literal>({ type: "null", value: null }),
  fc.boolean().map((value): Literal => ({ type: "boolean", value })),
  finite.map((value): Literal => ({ type: "number", value })),
  fc.string().map((value): Literal => ({ type: "string", value })),
  fc.uuid().map((value): Literal => ({ type: "guid", value })),
  fc
    .date({ min: new Date("1753-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((date): Literal => ({ type: "date", value: date.toISOString() })),
);

const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"),
      property: names,
      value: literals,
    }),
    fc.record({
      kind: fc.constant("in" as const),
      property: names,
      values: fc.array(literals, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant("text" as const),
      function: fc.constantFrom("contains", "startswith", "endswith"),
      property: names,
      value: fc.string(),
    }),
    fc.record({
      kind: fc.constantFrom("and", "or"),
      operands: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), operand: tie("filter") }),
    fc.record({
      kind: fc.constantFrom("any", "all"),
      collection: fc.constantFrom("systemuserroles_association", "teammembership_association"),
      variable: fc.constantFrom("r", "t"),
      condition: tie("filter"),
    }),
  ),
})) as { filter: fc.Arbitrary<Filter> };

const values = fc.oneof(fc.constant(null), fc.boolean(), finite, fc.string(), fc.uuid());
const rows = fc.dictionary(names, values).chain((columns) =>
  fc.array(fc.dictionary(names, values), { maxLength: 3 }).map((members) => ({
    ...columns,
    systemuserroles_association: members,
  })),
) as fc.Arbitrary<Record<string, unknown>>;

function print(filter: Filter): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.operands.map((operand) => `(${print(operand)})`).join(` ${filter.kind} `);
    case "not":
      return `not (${print(filter.operand)})`;
    case "compare":
      return `${filter.property} ${filter.operator} ${printLiteral(filter.value)}`;
    case "in":
      return `${filter.property} in (${filter.values.map(printLiteral).join(", ")})`;
    case "text":
      return `${filter.function}(${filter.property},${printLiteral({ type: "string", value: filter.value })})`;
    case "any":
    case "all": {
      const condition = filter.condition === undefined ? "" : `${filter.variable}:${print(filter.condition)}`;
      return `${filter.collection}/${filter.kind}(${condition})`;
    }
  }
}

function printLiteral({ type, value }: Literal): string {
  return type === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
