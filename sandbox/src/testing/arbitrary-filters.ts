import fc from "fast-check";
import type { Filter, Literal } from "../odata/filter";

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

/** Filters over a few columns of `systemuser`. */
export const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"),
      property: names,
      value: literals,
    }),
    fc.record({
      kind: fc.constant("columns" as const),
      operator: fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le"),
      property: names,
      other: names,
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
/** Rows with members of a collection. */
export const filterRows = fc.dictionary(names, values).chain((columns) =>
  fc.array(fc.dictionary(names, values), { maxLength: 3 }).map((members) => ({
    ...columns,
    systemuserroles_association: members,
  })),
) as fc.Arbitrary<Record<string, unknown>>;

/** A filter as a client writes it. */
export function print(filter: Filter): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.operands.map((operand) => `(${print(operand)})`).join(` ${filter.kind} `);
    case "not":
      return `not (${print(filter.operand)})`;
    case "compare":
      return `${filter.property} ${filter.operator} ${printLiteral(filter.value)}`;
    case "columns":
      return `${filter.property} ${filter.operator} ${filter.other}`;
    case "like":
      throw new Error("No text stands for a pattern.");
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
