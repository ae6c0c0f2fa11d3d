import { expect } from "chai";
import fc from "fast-check";
import type { Filter, Literal } from "../odata/filter";
import { seedIds } from "../seed/ids";
import { seededSandbox } from "../testing/seeded-sandbox";
import { candidateRows } from "./candidate-rows";
import { selectRows } from "./select-rows";
import { systemUsers } from "./tables/system-users";

const sandbox = seededSandbox();
const columns = ["systemuserid", "azureactivedirectoryobjectid", "applicationid", "domainname", "fullname"];
const known = [...systemUsers.all(sandbox)].flatMap((row) => columns.map((column) => row.value(column)));

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.constantFrom(...known).map((value): Literal => {
    if (typeof value !== "string") return { type: "null", value: null };
    return { type: "string", value: value.toUpperCase() };
  }),
  fc.uuid().map((value): Literal => ({ type: "guid", value })),
  fc.constant<Literal>({ type: "null", value: null }),
);
const { filter: filters } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant("compare" as const),
      operator: fc.constantFrom("eq", "eq", "ne", "gt"),
      property: fc.constantFrom(...columns),
      value: literal,
    }),
    fc.record({
      kind: fc.constant("in" as const),
      property: fc.constantFrom(...columns),
      values: fc.array(literal, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constantFrom("and", "or"),
      operands: fc.array(tie("filter"), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), operand: tie("filter") }),
  ),
})) as { filter: fc.Arbitrary<Filter> };

describe("Rows found by an index", () => {
  const ids = (rows: Iterable<{ readonly id: string }>): string[] => [...rows].map(({ id }) => id);

  it("are those that a look at every row finds", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const query = { filter, orderBy: [] };
        const found = ids(selectRows(candidateRows(systemUsers, filter, sandbox), query));
        expect(found).to.have.members(ids(selectRows(systemUsers.all(sandbox), query)));
      }),
    );
  });

  it("are few when the filter names values", () => {
    const filter: Filter = {
      kind: "in",
      property: "azureactivedirectoryobjectid",
      values: [{ type: "guid", value: seedIds.deployment.objectId }],
    };
    expect(ids(candidateRows(systemUsers, filter, sandbox))).to.deep.equal([seedIds.deployment.systemUserId]);
  });
});
