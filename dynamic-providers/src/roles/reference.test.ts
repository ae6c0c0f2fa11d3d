import { expect } from "chai";
import type { Role } from "../clients/dataverse/dataverse";
import {
  isAdministrative,
  isSystemAdministrator,
  refersTo,
  resolveRole,
  resolveRoles,
  rolesNamed,
} from "./reference";
import { SALESPERSON, SYSTEM_ADMINISTRATOR, SYSTEM_CUSTOMIZER } from "./well-known";

const ROOT = "00000000-0000-4000-8000-0000000000b0";
const CHILD = "00000000-0000-4000-8000-0000000000b1";

function role(name: string, id: string, more: Partial<Role> = {}): Role {
  return {
    name,
    roleId: id,
    rootRoleId: id,
    businessUnitId: ROOT,
    templateId: undefined,
    customizable: true,
    ...more,
  };
}

const salesperson = role("Salesperson", "00000000-0000-4000-8000-000000000001", {
  templateId: SALESPERSON.templateId,
});
const salespersonOfChild = {
  ...salesperson,
  roleId: "00000000-0000-4000-8000-000000000101",
  businessUnitId: CHILD,
};
const administrator = role("Häuptling", "00000000-0000-4000-8000-000000000002", {
  templateId: SYSTEM_ADMINISTRATOR.templateId,
});
const ofChildOnly = role("Branch Office", "00000000-0000-4000-8000-000000000003", { businessUnitId: CHILD });
const roles = [salesperson, salespersonOfChild, administrator, ofChildOnly];

function found(reference: string, businessUnitId = ROOT): Role | undefined {
  const resolved = resolveRole(reference, businessUnitId, roles);
  return resolved.ok ? resolved.role : undefined;
}

function problem(reference: string, among: readonly Role[] = roles) {
  const resolved = resolveRole(reference, ROOT, among, "roles[2]");
  if (resolved.ok) throw new Error("resolved");
  return resolved.problem;
}

describe("a reference to a role", () => {
  it("finds it by display name in any letter case and either form of composed letters", () => {
    expect(found("salesPERSON")).to.equal(salesperson);
    expect(found("ha\u0308uptling")).to.equal(administrator);
  });

  it("finds it by template id, however the role is called", () => {
    expect(found(SYSTEM_ADMINISTRATOR.templateId.toUpperCase())).to.equal(administrator);
  });

  it("finds the copy of the user's business unit, also by the id of another unit's copy", () => {
    expect(found("Salesperson", CHILD)).to.equal(salespersonOfChild);
    expect(found(salesperson.roleId, CHILD)).to.equal(salespersonOfChild);
    expect(found(salespersonOfChild.roleId)).to.equal(salesperson);
  });

  it("that is unknown is a problem at its place that offers the nearest names", () => {
    expect(problem("Salesprson")).to.deep.equal({
      where: "roles[2]",
      message: 'The environment has no security role "Salesprson".',
      remedy: 'Did you mean "Salesperson"?',
    });
  });

  it("that is an unknown id offers no names", () => {
    expect(problem("00000000-0000-4000-8000-00000000ffff").remedy).not.to.contain("Did you mean");
  });

  it("to a role of another business unit says so", () => {
    expect(problem("Branch Office").message).to.contain("not in the user's business unit");
  });

  it("that fits several roles lists them with their ids", () => {
    const other = role("SALESPERSON", "00000000-0000-4000-8000-000000000009");
    const { message, remedy } = problem("salesperson", [...roles, other]);
    expect(message).to.contain(salesperson.roleId).and.to.contain(other.roleId);
    expect(remedy).to.contain("id");
  });

  it("means the role spelled exactly so when others differ in letter case", () => {
    const other = role("SALESPERSON", "00000000-0000-4000-8000-000000000009");
    expect(resolveRole("Salesperson", ROOT, [other, ...roles])).to.deep.equal({
      ok: true,
      role: salesperson,
    });
  });
});

describe("references to roles", () => {
  it("are resolved together, a role named twice once, each problem at its place", () => {
    const resolved = resolveRoles(["Salesperson", SALESPERSON.templateId, "Nobody"], ROOT, roles);
    expect(resolved.roles).to.deep.equal([salesperson]);
    expect(resolved.problems.map(({ where }) => where)).to.deep.equal(["roles[2]"]);
  });

  it("name the copies of all business units", () => {
    const named = rolesNamed([salespersonOfChild.roleId, "unknown"], roles);
    expect(roles.filter(named)).to.deep.equal([salesperson, salespersonOfChild]);
  });

  it("tell whether they mean a given role", () => {
    expect(refersTo(" salesperson ", salespersonOfChild)).to.equal(true);
    expect(refersTo(SALESPERSON.templateId, administrator)).to.equal(false);
  });
});

describe("the administrative roles", () => {
  it("are told by template, not by name", () => {
    expect(isSystemAdministrator(administrator)).to.equal(true);
    expect(
      isSystemAdministrator(role("System Administrator", "00000000-0000-4000-8000-00000000000a")),
    ).to.equal(false);
    expect(isAdministrative({ ...salesperson, templateId: SYSTEM_CUSTOMIZER.templateId })).to.equal(true);
    expect(isAdministrative(salesperson)).to.equal(false);
  });
});
