import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { ENTRA_USER } from "../resource";
import { administrator, integrationUser, resource } from "../testing/resources";
import { sharedAccounts } from "./integration-user-is-not-administrator";

const roles = (name: string, person: Record<string, unknown>) => resource("RoleAssignments", name, person);
const stack = (admin: Record<string, unknown>, user: Record<string, unknown>) => [
  ...administrator([roles("admin-roles", admin)]),
  ...integrationUser([roles("user-roles", user)]),
];

describe("integration-user-is-not-administrator", () => {
  it("tells the one account by sign-in name, whatever its letter case", () => {
    const [found, ...others] = sharedAccounts(
      stack({ signInName: "Anna@contoso.com" }, { signInName: "anna@contoso.com" }),
      {},
    );
    expect(others).to.deep.equal([]);
    expect(found?.message).to.contain("anna@contoso.com");
    expect(found?.urn).to.match(/IntegrationUserAccount::integration-user$/);
  });

  it("tells it by object id where the names differ", () => {
    const found = sharedAccounts(
      stack({ signInName: "a@contoso.com", objectId: "1" }, { signInName: "b@contoso.com", objectId: "1" }),
      {},
    );
    expect(found).to.have.length(1);
  });

  it("takes two accounts for two, also where their object ids are not known yet", () => {
    const found = sharedAccounts(
      stack(
        { signInName: "a@contoso.com", objectId: UNKNOWN },
        { signInName: "b@contoso.com", objectId: UNKNOWN },
      ),
      {},
    );
    expect(found).to.deep.equal([]);
  });

  it("knows administrators whom only the configuration names", () => {
    const user = integrationUser([
      resource(ENTRA_USER, "account", { userPrincipalName: "anna@contoso.com" }),
    ]);
    expect(sharedAccounts(user, {})).to.deep.equal([]);
    expect(sharedAccounts(user, { administrators: ["Anna@contoso.com"] })).to.have.length(1);
  });

  it("looks at what readiness is asked of", () => {
    const account = { signInName: "anna@contoso.com" };
    const readiness = resource("ConnectionReadiness", "ready", {
      administrator: account,
      integrationUser: account,
    });
    expect(sharedAccounts([readiness], {})).to.have.length(1);
  });
});
