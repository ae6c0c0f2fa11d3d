import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { administrator, resource, roster } from "../testing/resources";
import {
  systemAdministratorGiven,
  systemAdministratorHeld,
} from "./system-administrator-for-administrator-only";

// Microsoft's template of the role, the same in every environment.
const TEMPLATE = "627090ff-40a3-4053-8790-584edc5be201";
const ID_HERE = "11111111-2222-4333-8444-555555555555";
const assigned = (roles: unknown, more: Record<string, unknown> = {}) =>
  resource("RoleAssignments", "roles", { signInName: "anna@contoso.com", roles, ...more });

describe("system-administrator-for-administrator-only", () => {
  for (const name of ["System Administrator", " system administrator", TEMPLATE, TEMPLATE.toUpperCase()]) {
    it(`refuses "${name}" for whoever is not the administrator`, () => {
      const [found, ...others] = systemAdministratorGiven(assigned(["Salesperson", name]), {});
      expect(others).to.deep.equal([]);
      expect(found?.where).to.equal("roles");
      expect(found?.message).to.contain("anna@contoso.com is given").and.to.contain("System Administrator");
    });
  }

  it("lets the administrator have it, by component or by configuration", () => {
    const [, roles] = administrator([assigned([TEMPLATE])]);
    expect(systemAdministratorGiven(roles!, {})).to.deep.equal([]);
    expect(
      systemAdministratorGiven(assigned([TEMPLATE]), { administrators: ["ANNA@contoso.com"] }),
    ).to.deep.equal([]);
  });

  it("takes an id of the environment's own for it only where the configuration says so", () => {
    expect(systemAdministratorGiven(assigned([ID_HERE]), {})).to.deep.equal([]);
    expect(
      systemAdministratorGiven(assigned([ID_HERE]), { systemAdministratorRoles: [ID_HERE] }),
    ).to.have.length(1);
  });

  it("looks at each of the salespeople, and tells those with the role together", () => {
    const people = Object.fromEntries(
      ["a", "b", "c", "d", "e"].map((name) => [`${name}@contoso.com`, { roles: [TEMPLATE], licenses: [] }]),
    );
    const all = {
      ...people,
      "z@contoso.com": { roles: ["Salesperson"], licenses: [] },
      "u@contoso.com": UNKNOWN,
    };
    const [found, ...others] = systemAdministratorGiven(roster(all), {});
    expect(others).to.deep.equal([]);
    expect(found?.where).to.equal('people["a@contoso.com"].roles');
    expect(found?.message).to.contain("a@contoso.com, b@contoso.com, c@contoso.com and 2 others are given");
  });

  it("does not guess what is unknown yet", () => {
    expect(systemAdministratorGiven(assigned(UNKNOWN), {})).to.deep.equal([]);
    expect(systemAdministratorGiven(assigned([UNKNOWN]), {})).to.deep.equal([]);
    expect(
      systemAdministratorGiven(resource("SalespeopleRoster", "r", { people: UNKNOWN }), {}),
    ).to.deep.equal([]);
  });

  it("tells who holds it although nobody asked, once", () => {
    const held = { rolesInEffect: ["Basic User", "System Administrator"] };
    const [found] = systemAdministratorHeld([assigned(["Basic User"], held)], {});
    expect(found?.message).to.contain("anna@contoso.com holds");
    expect(systemAdministratorHeld([assigned([TEMPLATE], held)], {})).to.deep.equal([]);
    expect(systemAdministratorHeld(administrator([assigned(["Basic User"], held)]), {})).to.deep.equal([]);
    expect(systemAdministratorHeld([assigned(["Basic User"], { rolesInEffect: UNKNOWN })], {})).to.deep.equal(
      [],
    );
  });
});
