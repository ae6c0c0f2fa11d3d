import { expect } from "chai";
import fc from "fast-check";
import type { AssignedLicense } from "../clients/graph/graph";
import { disabledPlansOf, licensesAfter, licensesOf, type LicenseSituation, planLicenses } from "./plan";
import type { WantedLicense } from "./resolve";

const SKUS = ["sku-a", "sku-b", "sku-c"];
const sku = (skuId: string): WantedLicense["sku"] => ({
  ...{ skuId, skuPartNumber: skuId.toUpperCase(), capabilityStatus: "Enabled" },
  ...{ enabledUnits: 10, consumedUnits: 0 },
});
const plans = fc.subarray(["plan-1", "plan-2", "plan-3"]);
const wanted = fc
  .subarray(SKUS)
  .chain((ids) =>
    fc.tuple(
      ...ids.map((skuId): fc.Arbitrary<WantedLicense> =>
        fc
          .option(plans, { nil: undefined })
          .map((off) => ({ sku: sku(skuId), ...(off === undefined ? {} : { disabledPlans: off }) })),
      ),
    ),
  );
const held: fc.Arbitrary<readonly AssignedLicense[]> = fc.uniqueArray(
  fc.record({
    skuId: fc.constantFrom(...SKUS),
    assignedByGroup: fc.constantFrom(undefined, "group"),
    disabledPlans: plans,
  }),
  { selector: ({ skuId, assignedByGroup }) => `${skuId} ${assignedByGroup ?? ""}` },
);
const situations: fc.Arbitrary<LicenseSituation> = fc.record({ wanted, held, granted: fc.subarray(SKUS) });

const effective = (licenses: readonly AssignedLicense[], skuId: string) => {
  const assignments = licenses.filter((license) => license.skuId === skuId);
  return assignments.length === 0 ? undefined : disabledPlansOf(assignments);
};
const direct = (skuId: string, disabledPlans: readonly string[] = []): AssignedLicense => ({
  skuId,
  assignedByGroup: undefined,
  disabledPlans,
});

describe("a plan of licences", () => {
  it("reaches what is wanted from any start, the service plans too unless a group decides them", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const plan = planLicenses(situation);
        const after = licensesAfter(situation.held, plan);
        for (const { sku: one, disabledPlans } of situation.wanted) {
          const off = effective(after, one.skuId);
          expect(off, one.skuId).to.not.equal(undefined);
          if (disabledPlans === undefined) continue;
          const isWanted = [...disabledPlans].sort().join() === off?.join();
          expect(isWanted, one.skuId).to.equal(!plan.ofGroup.includes(one.skuId));
        }
      }),
    );
  });

  it("blames a group only where one gives the licence", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { inherited } = licensesOf({ licenses: situation.held });
        expect(inherited).to.include.members([...planLicenses(situation).ofGroup]);
      }),
    );
  });

  it("is empty once it was carried out", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const plan = planLicenses(situation);
        const { granted, ofGroup } = plan;
        const again = planLicenses({ ...situation, held: licensesAfter(situation.held, plan), granted });
        expect(again).to.deep.equal({ add: [], change: [], remove: [], granted, ofGroup });
      }),
    );
  });

  it("only takes back what this stack granted and is assigned directly", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { remove } = planLicenses(situation);
        expect(situation.granted).to.include.members([...remove]);
        expect(licensesOf({ licenses: situation.held }).direct).to.include.members([...remove]);
      }),
    );
  });

  it("leaves the service plans of others' licences alone where none is named", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const after = licensesAfter(situation.held, planLicenses(situation));
        const named = situation.wanted.flatMap(({ sku: one, disabledPlans }) =>
          disabledPlans === undefined ? [] : [one.skuId],
        );
        for (const license of situation.held) {
          if (named.includes(license.skuId) || situation.granted.includes(license.skuId)) continue;
          expect(after).to.deep.include(license);
        }
      }),
    );
  });

  it("adds nothing that a group gives already", () => {
    const inherited = { skuId: "sku-a", assignedByGroup: "group" };
    expect(planLicenses({ wanted: [{ sku: sku("sku-a") }], held: [inherited], granted: [] })).to.deep.equal({
      ...{ add: [], change: [], remove: [] },
      ...{ granted: [], ofGroup: [] },
    });
  });

  it("takes no seat and grants nothing where only service plans change", () => {
    const wish = { sku: sku("sku-a"), disabledPlans: ["plan-1"] };
    const plan = planLicenses({ wanted: [wish], held: [direct("sku-a", ["plan-2"])], granted: [] });
    expect(plan).to.deep.equal({
      ...{ add: [], remove: [], granted: [], ofGroup: [] },
      change: [{ skuId: "sku-a", disabledPlans: ["plan-1"] }],
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

  it("have a service plan on that one of them has on", () => {
    expect(
      disabledPlansOf([direct("s", ["p", "q"]), { ...direct("s", ["q"]), assignedByGroup: "g" }]),
    ).to.deep.equal(["q"]);
  });
});
