import { expect } from "chai";
import { ENTRA_USER } from "../resource";
import { administrator, integrationUser, resource } from "../testing/resources";
import { unprotectedUsers } from "./integration-user-protected";

const parts = (protect: boolean, stack = "prod") => [
  resource(ENTRA_USER, "account", { userPrincipalName: "bc@contoso.com" }, { protect, stack }),
  resource("RoleAssignments", "roles", { signInName: "bc@contoso.com" }, { protect: true, stack }),
];

describe("integration-user-protected", () => {
  it("names what of the integration user is not protected in production", () => {
    const [found, ...others] = unprotectedUsers(integrationUser(parts(false)), {});
    expect(others).to.deep.equal([]);
    expect(found?.message).to.contain("bc@contoso.com: account is not protected");
    expect(found?.remedy).to.contain("protectIntegrationUser");
  });

  it("is content when all of it is, also with an account that existed", () => {
    expect(unprotectedUsers(integrationUser(parts(true)), {})).to.deep.equal([]);
    expect(unprotectedUsers(integrationUser(parts(true).slice(1)), {})).to.deep.equal([]);
  });

  it("asks nothing of other stacks and other accounts", () => {
    expect(unprotectedUsers(integrationUser(parts(false, "dev")), {})).to.deep.equal([]);
    expect(unprotectedUsers(integrationUser(parts(false, "dev")), { stacks: ["dev"] })).to.have.length(1);
    expect(unprotectedUsers(administrator(parts(false)), {})).to.deep.equal([]);
  });
});
