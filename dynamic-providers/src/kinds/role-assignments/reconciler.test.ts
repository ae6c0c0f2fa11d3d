import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { roleAssignments, type RoleAssignmentsInputs, type RoleAssignmentsState } from "./reconciler";

const inputs: RoleAssignmentsInputs = {
  organizationUrl: "https://contoso.crm4.dynamics.com",
  objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  signInName: "anna@contoso.com",
  roles: ["Sales Manager", "Basic User"],
  mode: "additive",
  forbidden: [],
  nonAdministrativeRoleRequired: false,
};
const state: RoleAssignmentsState = {
  ...inputs,
  declaredRoles: inputs.roles,
  grantedRoles: [],
  rolesInEffect: ["Basic User", "Sales Manager"],
  systemUserId: "3f2504e0-4f89-41d3-9a0c-0305e82c3302",
  businessUnitId: "3f2504e0-4f89-41d3-9a0c-0305e82c3303",
};

describe("role assignments", () => {
  it("are additive and forbid nothing unless told otherwise", () => {
    const { organizationUrl, objectId, signInName, roles } = inputs;
    const given = { organizationUrl, objectId, signInName, roles };
    expect(roleAssignments.check(given)).to.deep.equal({ inputs, problems: [] });
  });

  it("refuse a mode that there is not and nameless roles", () => {
    const { problems } = roleAssignments.check({ ...inputs, roles: ["a", ""], mode: "exact" as "additive" });
    expect(problems.map(({ where }) => where)).to.deep.equal(["roles[1]", "mode"]);
  });

  it("do not change by the order or the letter case of roles", () => {
    const roles = ["basic user", "Sales Manager"];
    expect(roleAssignments.diff(state, { ...inputs, roles })).to.deep.equal({ changed: false });
  });

  it("change when a role is gone, wanted besides, or unknown", () => {
    for (const roles of [["Sales Manager"], ["Sales Manager", "Basic User", "Salesperson"], [UNKNOWN]]) {
      expect(roleAssignments.diff(state, { ...inputs, roles })).to.deep.equal({ changed: true });
    }
  });

  it("change with the mode and with what is forbidden, which a later deletion and refresh need to know", () => {
    expect(roleAssignments.diff(state, { ...inputs, mode: "authoritative" }).changed).to.equal(true);
    expect(roleAssignments.diff(state, { ...inputs, forbidden: ["System Administrator"] }).changed).to.equal(
      true,
    );
  });
});
