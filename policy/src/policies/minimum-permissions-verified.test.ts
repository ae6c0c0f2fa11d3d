import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { integrationUser, resource } from "../testing/resources";
import { unverifiedUsers } from "./minimum-permissions-verified";

const bc = { signInName: "bc@contoso.com" };
const readiness = (connected: boolean) =>
  resource("ConnectionReadiness", "readiness", { integrationUser: bc, connected });
const minimum = (props: Record<string, unknown>) =>
  resource("MinimumPermissions", "minimum", { ...bc, minimum: ["integration-user"], ...props });

describe("minimum-permissions-verified", () => {
  it("asks for a look at the integration user's permissions", () => {
    const [found, ...others] = unverifiedUsers([readiness(false)]);
    expect(others).to.deep.equal([]);
    expect(found?.message).to.contain("bc@contoso.com");
    expect(unverifiedUsers([readiness(false), minimum({})])).to.deep.equal([]);
  });

  it("counts neither another table nor another account, nor the role alone", () => {
    const others = [
      minimum({ minimum: ["integration-administrator"] }),
      minimum({ signInName: "anna@contoso.com" }),
      minimum({ signInName: undefined, role: "Dynamics 365 Business Central Integration User" }),
      minimum({ minimum: UNKNOWN }),
    ];
    for (const other of others) expect(unverifiedUsers([readiness(false), other])).to.have.length(1);
  });

  it("lets it wait until Business Central has connected, and no longer", () => {
    expect(unverifiedUsers([readiness(false), minimum({ required: false })])).to.deep.equal([]);
    expect(unverifiedUsers([readiness(true), minimum({ required: false })])).to.have.length(1);
    expect(unverifiedUsers([readiness(true), minimum({ required: true })])).to.deep.equal([]);
  });

  it("finds what the component of an account has, whose names are not known yet", () => {
    const unknown = { signInName: UNKNOWN, objectId: UNKNOWN };
    expect(unverifiedUsers(integrationUser([minimum(unknown)]))).to.deep.equal([]);
    expect(unverifiedUsers(integrationUser([resource("AccessMode", "mode", unknown)]))).to.have.length(1);
  });
});
