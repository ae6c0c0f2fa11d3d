import { expect } from "chai";
import { resource, roster } from "../testing/resources";
import { licensesNotAllowed } from "./allowed-licenses";
import { rolesNotAllowed } from "./allowed-roles";

const anna = { signInName: "anna@contoso.com" };
const people = roster({
  "ben@contoso.com": { roles: ["Salesperson"], licenses: ["DYN365_ENTERPRISE_SALES"] },
  "carla@contoso.com": { roles: ["Sales Manager"], licenses: ["spe_e5"] },
});

describe("allowed-roles", () => {
  const roles = resource("RoleAssignments", "roles", { ...anna, roles: ["Basic User", "Delegate"] });

  it("allows everything where there is no list, and nothing where it is empty", () => {
    expect(rolesNotAllowed(roles, {})).to.deep.equal([]);
    expect(rolesNotAllowed(roles, { roles: [] })).to.have.length(2);
  });

  it("tells each role that is not on the list, where and what is", () => {
    const [found, ...others] = rolesNotAllowed(roles, { roles: ["basic user"] });
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({ where: "roles" });
    expect(found?.message).to.contain('anna@contoso.com is given the security role "Delegate"');
    expect(found?.remedy).to.contain('"basic user"');
    expect(rolesNotAllowed(people, { roles: ["Salesperson"] }).map(({ where }) => where)).to.deep.equal([
      'people["carla@contoso.com"].roles',
    ]);
  });

  it("takes a role by name and by the template that is the same everywhere for one", () => {
    const byTemplate = resource("RoleAssignments", "roles", {
      ...anna,
      roles: ["236750cd-45ae-4939-ab12-b24b920ced93"],
    });
    expect(rolesNotAllowed(byTemplate, { roles: ["Basic User"] })).to.deep.equal([]);
    expect(rolesNotAllowed(byTemplate, { roles: ["Salesperson"] })).to.have.length(1);
  });

  it("has no say in roles that are only verified", () => {
    expect(
      rolesNotAllowed(resource("MinimumPermissions", "minimum", { role: "Delegate" }), { roles: [] }),
    ).to.deep.equal([]);
  });
});

describe("allowed-licenses", () => {
  const license = resource("LicenseAssignment", "license", { ...anna, licenses: ["SPE_E5"] });

  it("allows everything where there is no list, and nothing where it is empty", () => {
    expect(licensesNotAllowed(license, {})).to.deep.equal([]);
    expect(licensesNotAllowed(license, { licenses: [] })[0]?.remedy).to.contain("No licence is allowed");
  });

  it("tells each licence that is not on the list, in any letter case, where and what is", () => {
    expect(licensesNotAllowed(license, { licenses: ["spe_e5"] })).to.deep.equal([]);
    const [found, ...others] = licensesNotAllowed(people, { licenses: ["dyn365_enterprise_sales"] });
    expect(others).to.deep.equal([]);
    expect(found?.where).to.equal('people["carla@contoso.com"].licenses');
    expect(found?.message).to.contain("carla@contoso.com is given the licence spe_e5");
  });

  it("asks for the SKU, whichever of its service plans are off", () => {
    const partly = resource("LicenseAssignment", "license", { ...anna, licenses: ["SPE_E5 -SWAY -YAMMER"] });
    expect(licensesNotAllowed(partly, { licenses: ["SPE_E5"] })).to.deep.equal([]);
    expect(licensesNotAllowed(partly, { licenses: ["SPE_E3"] })).to.have.length(1);
  });

  it("does not hold it against anybody that a licence is released", () => {
    const release = resource("LicenseRelease", "release", { ...anna, licenses: ["SPE_E5"], release: true });
    expect(licensesNotAllowed(release, { licenses: [] })).to.deep.equal([]);
  });
});
