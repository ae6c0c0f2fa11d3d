import { expect } from "chai";
import fc from "fast-check";
import type { Role } from "../../clients/dataverse/dataverse";
import { SALES_MANAGER, SYSTEM_ADMINISTRATOR, SYSTEM_CUSTOMIZER } from "../../roles/well-known";
import { assessRoles, liveReferences, type RoleFacts, type RoleWishes } from "./situation";

const UNIT = "00000000-0000-4000-8000-0000000000b0";

function role(name: string, id: number, templateId?: string): Role {
  const roleId = `00000000-0000-4000-8000-00000000000${String(id)}`;
  return { name, roleId, rootRoleId: roleId, businessUnitId: UNIT, templateId, customizable: true };
}

const administrator = role("System Administrator", 1, SYSTEM_ADMINISTRATOR.templateId);
const customizer = role("System Customizer", 2, SYSTEM_CUSTOMIZER.templateId);
const manager = role("Sales Manager", 3, SALES_MANAGER.templateId);
const basic = role("Basic User", 4);
const roles = [administrator, customizer, manager, basic];

const wishes: RoleWishes = {
  signInName: "bc@contoso.com",
  roles: ["Basic User"],
  mode: "additive",
  forbidden: [],
  nonAdministrativeRoleRequired: false,
};
const facts: RoleFacts = { held: [], businessUnitId: UNIT, roles, granted: [] };

const forbidding = { ...wishes, forbidden: [SYSTEM_ADMINISTRATOR.templateId] };
const problems = (more: Partial<RoleWishes>, held: Role[] = []) =>
  assessRoles({ ...wishes, ...more }, { ...facts, held }).problems;

describe("the roles of a person", () => {
  it("are refused when one does not exist, and nothing else is said about them then", () => {
    const found = problems({ roles: ["Basic Usr"], nonAdministrativeRoleRequired: true });
    expect(found.map(({ where }) => where)).to.deep.equal(["roles[0]"]);
  });

  it("are refused when a forbidden one is wanted, by whatever name", () => {
    const [problem, ...others] = problems({ ...forbidding, roles: ["system administrator", "Basic User"] });
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.contain("bc@contoso.com").and.to.contain('"System Administrator"');
  });

  it("are refused in additive mode when a forbidden one is held, with both remedies", () => {
    const [problem] = problems(forbidding, [administrator]);
    expect(problem?.message).to.contain("bc@contoso.com holds").and.to.contain('"System Administrator"');
    expect(problem?.remedy).to.contain("by hand").and.to.contain('"authoritative"');
  });

  it("are put right in authoritative mode when a forbidden one is held", () => {
    const authoritative = { ...forbidding, mode: "authoritative" as const };
    const { plan, problems: found } = assessRoles(authoritative, { ...facts, held: [administrator] });
    expect(found).to.deep.equal([]);
    expect(plan.remove).to.deep.equal([administrator]);
  });

  it("are refused where a role of daily work is needed and only administrative ones are wanted", () => {
    const required = { nonAdministrativeRoleRequired: true };
    expect(
      problems({ ...required, roles: ["System Administrator", "System Customizer"] })[0]?.message,
    ).to.contain("neither System Administrator nor System Customizer");
    expect(problems({ ...required, roles: ["System Administrator", "Sales Manager"] })).to.deep.equal([]);
  });
});

describe("the live roles as a program would declare them", () => {
  it("keep the program's spelling and order of what is held", () => {
    const declared = [SALES_MANAGER.templateId, "basic user", "System Customizer"];
    const live = liveReferences({ ...wishes, roles: declared }, { ...facts, held: [basic, manager] });
    expect(live).to.deep.equal([SALES_MANAGER.templateId, "basic user"]);
  });

  it("leave out what others granted, in additive mode", () => {
    expect(liveReferences(wishes, { ...facts, held: [basic, manager] })).to.deep.equal(["Basic User"]);
  });

  it("have what others granted, in authoritative mode", () => {
    const authoritative = { ...wishes, mode: "authoritative" as const };
    expect(liveReferences(authoritative, { ...facts, held: [manager, customizer, basic] })).to.deep.equal([
      "Basic User",
      "Sales Manager",
      "System Customizer",
    ]);
  });

  it("have a forbidden role that is held", () => {
    expect(liveReferences(forbidding, { ...facts, held: [administrator] })).to.deep.equal([
      "System Administrator",
    ]);
  });

  it("have a role that is no longer wanted and still to be taken back", () => {
    const live = liveReferences(wishes, { ...facts, held: [basic, manager], granted: [manager.roleId] });
    expect(live).to.deep.equal(["Basic User", "Sales Manager"]);
  });

  it("are what is declared exactly when there is nothing to do and nothing to refuse", () => {
    const some = fc.subarray([...roles]);
    const allowed = fc.subarray([customizer, manager, basic]);
    const modes = fc.constantFrom("additive" as const, "authoritative" as const);
    fc.assert(
      fc.property(allowed, some, some, modes, (wanted, held, granted, mode) => {
        const declared = { ...forbidding, roles: wanted.map((one) => one.name), mode };
        const found = { ...facts, held, granted: granted.map((one) => one.roleId) };
        const { plan, problems: refusals } = assessRoles(declared, found);
        const right = [...plan.assign, ...plan.remove, ...refusals].length === 0;
        const live = liveReferences(declared, found);
        expect(JSON.stringify(live) === JSON.stringify(declared.roles)).to.equal(right);
      }),
    );
  });
});
