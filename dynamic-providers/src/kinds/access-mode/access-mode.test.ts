import { expect } from "chai";
import type { SystemUser } from "../../clients/dataverse/dataverse";
import { UNKNOWN } from "../../adapter/unknown";
import { applicationUserProblems, limitProblems, rolelessProblems } from "./guards";
import { ACCESS_MODES, accessModeName, accessModeValue } from "./modes";
import { accessMode, type AccessModeState } from "./reconciler";

const person = { objectId: "3f2504e0-4f89-41d3-9a0c-030500000000", signInName: "bc@contoso.com" };

function user(number: number): SystemUser {
  return {
    systemUserId: `s${String(number)}`,
    objectId: `3f2504e0-4f89-41d3-9a0c-03050000000${String(number)}`,
    domainName: `user${String(number)}@contoso.com`,
    fullName: "",
    email: "",
    accessMode: 4,
    licensed: false,
    disabled: false,
    businessUnitId: "unit",
    applicationId: undefined,
    roles: [],
  };
}
const users = (...numbers: number[]) => numbers.map(user);

describe("the limit of non-interactive users", () => {
  it("leaves room for a seventh", () => {
    expect(limitProblems(person, users(1, 2, 3, 4, 5, 6))).to.deep.equal([]);
  });

  it("refuses an eighth and names the seven", () => {
    const [problem] = limitProblems(person, users(1, 2, 3, 4, 5, 6, 7));
    for (let number = 1; number <= 7; number++) {
      expect(problem?.message).to.contain(`user${String(number)}@contoso.com`);
    }
    expect(problem?.message).to.contain("bc@contoso.com");
  });

  it("does not count the person itself", () => {
    expect(limitProblems(person, users(0, 1, 2, 3, 4, 5, 6))).to.deep.equal([]);
  });

  it("counts an account that is still to be made", () => {
    expect(limitProblems({ ...person, objectId: UNKNOWN }, users(1, 2, 3, 4, 5, 6, 7))).to.have.length(1);
  });
});

describe("the guards of the access mode", () => {
  it("refuse an application user", () => {
    expect(applicationUserProblems(person, { ...user(0), applicationId: "app" })).to.have.length(1);
    expect(applicationUserProblems(person, user(0))).to.deep.equal([]);
  });

  it("refuse a user without any role", () => {
    const role = {
      roleId: "r",
      name: "Basic User",
      businessUnitId: "unit",
      rootRoleId: "r",
      templateId: undefined,
      customizable: true,
    };
    expect(rolelessProblems(person, user(0))[0]?.message).to.contain("no security role");
    expect(rolelessProblems(person, { ...user(0), roles: [role] })).to.deep.equal([]);
  });
});

describe("access modes", () => {
  // systemuser.accessmode: 0 Read-Write, 1 Administrative, 2 Read, 3 Support User, 4 Non-interactive, 5 Delegated Admin.
  it("have the values of Dataverse", () => {
    expect(ACCESS_MODES.map((name) => [name, accessModeValue(name)])).to.deep.equal([
      ["read-write", 0],
      ["administrative", 1],
      ["read", 2],
      ["non-interactive", 4],
    ]);
    expect([0, 1, 2, 3, 4, 5, 9].map(accessModeName)).to.deep.equal([
      "read-write",
      "administrative",
      "read",
      "support-user",
      "non-interactive",
      "delegated-admin",
      "9",
    ]);
  });

  it("that only Microsoft gives have no value to set", () => {
    for (const name of ["support-user", "delegated-admin", "9", "toString"]) {
      expect(accessModeValue(name)).to.equal(undefined);
    }
  });
});

describe("the access mode of a user", () => {
  const inputs = {
    organizationUrl: "https://contoso.crm4.dynamics.com",
    ...person,
    accessMode: "non-interactive",
  };
  const state: AccessModeState = {
    ...inputs,
    systemUserId: "s0",
    foundAccessMode: "read-write",
    declaredAccessMode: "non-interactive",
  };

  it("is one that can be set", () => {
    expect(
      accessMode.check({ ...inputs, accessMode: "support-user" }).problems.map(({ where }) => where),
    ).to.deep.equal(["accessMode"]);
    expect(accessMode.check({ ...inputs, accessMode: UNKNOWN }).problems).to.deep.equal([]);
  });

  it("changes when it was set back by hand", () => {
    expect(accessMode.diff({ ...state, accessMode: "read-write" }, inputs)).to.deep.equal({ changed: true });
    expect(accessMode.diff(state, inputs)).to.deep.equal({ changed: false });
  });
});
