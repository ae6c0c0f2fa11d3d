import { expect } from "chai";
import fc from "fast-check";
import type { Role } from "../clients/dataverse/dataverse";
import { grantedAfter, planRoles, type RolePlan, type RoleSituation } from "./plan";

const all: readonly Role[] = ["a", "b", "c", "d", "e", "f"].map((id) => ({
  name: `Role ${id}`,
  roleId: id,
  rootRoleId: id,
  businessUnitId: "unit",
  templateId: undefined,
  customizable: true,
}));

const some = fc.subarray([...all]);
const situations: fc.Arbitrary<RoleSituation> = fc.record({
  wanted: some,
  held: some,
  mode: fc.constantFrom("additive" as const, "authoritative" as const),
  forbidden: some.map((list) => (role: Role) => list.includes(role)),
  granted: some.map((list) => list.map((role) => role.roleId)),
});

const ids = (roles: readonly Role[]) => roles.map((role) => role.roleId).sort();
const none = () => false;

function apply({ assign, remove }: RolePlan, held: readonly Role[]): Role[] {
  return [...held.filter((role) => !remove.includes(role)), ...assign];
}

describe("a plan of roles", () => {
  it("reaches what is wanted and allowed from any start", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const after = apply(planRoles(situation), situation.held);
        const allowed = situation.wanted.filter((role) => !situation.forbidden(role));
        expect(ids(after)).to.include.members(ids(allowed));
        if (situation.mode === "authoritative") expect(ids(after)).to.deep.equal(ids(allowed));
      }),
    );
  });

  it("is empty once it was carried out", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const plan = planRoles(situation);
        const again = planRoles({
          ...situation,
          held: apply(plan, situation.held),
          granted: plan.granted,
        });
        expect([again.assign, again.remove, again.granted]).to.deep.equal([[], [], plan.granted]);
      }),
    );
  });

  it("assigns nothing that is held and removes nothing that is not", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { assign, remove } = planRoles(situation);
        expect(assign.filter((role) => situation.held.includes(role))).to.deep.equal([]);
        expect(situation.held).to.include.members([...remove]);
      }),
    );
  });

  it("never takes away a role that somebody else granted, when additive", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { remove } = planRoles({ ...situation, mode: "additive" });
        expect(situation.granted).to.include.members(ids(remove));
      }),
    );
  });

  it("leaves no forbidden role unmentioned", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const plan = planRoles(situation);
        const left = apply(plan, situation.held).filter(situation.forbidden);
        expect(ids(plan.refused)).to.include.members(ids(left));
        expect(ids(plan.refused)).to.include.members(ids(situation.wanted.filter(situation.forbidden)));
      }),
    );
  });

  it("undone by what it says was granted leaves exactly the roles that were there before", () => {
    fc.assert(
      fc.property(some, some, (wanted, held) => {
        const plan = planRoles({ wanted, held, mode: "additive", forbidden: none, granted: [] });
        const undone = apply(plan, held).filter((role) => !plan.granted.includes(role.roleId));
        expect(ids(undone)).to.deep.equal(ids(held));
      }),
    );
  });

  it("does not count a role as granted here that was there before", () => {
    const [a, b] = [all[0]!, all[1]!];
    const plan = planRoles({ wanted: [a, b], held: [a], mode: "additive", forbidden: none, granted: [] });
    expect(plan.granted).to.deep.equal(["b"]);
  });

  it("takes a wanted role away when it leaves the program only if it was granted here", () => {
    const [a, b] = [all[0]!, all[1]!];
    const plan = planRoles({ wanted: [], held: [a, b], mode: "additive", forbidden: none, granted: ["b"] });
    expect(plan).to.deep.equal({ assign: [], remove: [b], refused: [], granted: [] });
  });

  it("refuses a forbidden role that others granted when additive, and removes it when authoritative", () => {
    const [a, b] = [all[0]!, all[1]!];
    const situation = { wanted: [a], held: [a, b], forbidden: (role: Role) => role === b, granted: [] };
    expect(planRoles({ ...situation, mode: "additive" })).to.deep.include({ remove: [], refused: [b] });
    expect(planRoles({ ...situation, mode: "authoritative" })).to.deep.include({ remove: [b], refused: [] });
  });
});

describe("what was granted after a plan was carried out in part", () => {
  const [a, b, c] = [all[0]!, all[1]!, all[2]!];

  it("has the roles that were assigned and keeps those whose removal failed", () => {
    expect(grantedAfter({ granted: ["a", "b"], held: [a, b], assigned: [c], removed: [a] })).to.deep.equal([
      "b",
      "c",
    ]);
  });

  it("forgets a role that somebody took away", () => {
    expect(grantedAfter({ granted: ["a"], held: [], assigned: [], removed: [] })).to.deep.equal([]);
  });
});
