import { expect } from "chai";
import fc from "fast-check";
import { type LicenseSituation, licensesOf, planLicenses } from "./plan";

const some = fc.subarray(["sku-a", "sku-b", "sku-c", "sku-d"]);
const situations: fc.Arbitrary<LicenseSituation> = fc.record({
  wanted: some,
  direct: some,
  inherited: some,
  granted: some,
});

function directAfter(
  { direct }: LicenseSituation,
  plan: { add: readonly string[]; remove: readonly string[] },
) {
  return [...direct.filter((sku) => !plan.remove.includes(sku)), ...plan.add];
}

describe("a plan of licences", () => {
  it("reaches what is wanted from any start", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const after = directAfter(situation, planLicenses(situation));
        expect([...after, ...situation.inherited]).to.include.members([...situation.wanted]);
      }),
    );
  });

  it("is empty once it was carried out", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const plan = planLicenses(situation);
        const again = planLicenses({
          ...situation,
          direct: directAfter(situation, plan),
          granted: plan.granted,
        });
        expect(again).to.deep.equal({ add: [], remove: [], granted: plan.granted });
      }),
    );
  });

  it("only takes back what this stack granted and is assigned directly", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { remove } = planLicenses(situation);
        expect(situation.granted).to.include.members([...remove]);
        expect(situation.direct).to.include.members([...remove]);
      }),
    );
  });

  it("adds nothing that a group gives already", () => {
    expect(planLicenses({ wanted: ["sku-a"], direct: [], inherited: ["sku-a"], granted: [] })).to.deep.equal({
      add: [],
      remove: [],
      granted: [],
    });
  });
});

describe("the licences of a user", () => {
  it("are told apart by the group that gives them, one and the same may be both", () => {
    expect(
      licensesOf({
        licenses: [
          { skuId: "sku-a", assignedByGroup: undefined },
          { skuId: "sku-a", assignedByGroup: "group" },
          { skuId: "sku-b", assignedByGroup: "group" },
        ],
      }),
    ).to.deep.equal({ direct: ["sku-a"], inherited: ["sku-a", "sku-b"] });
  });
});
