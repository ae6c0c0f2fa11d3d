import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { administratorsOf, integrationUsersOf, isConnected } from "./accounts";
import { ENTRA_USER } from "./resource";
import { administrator, integrationUser, resource } from "./testing/resources";

const readiness = (props: Record<string, unknown>) => resource("ConnectionReadiness", "readiness", props);

describe("the accounts of a stack", () => {
  it("are found by component and by what readiness is asked of, each once", () => {
    const resources = [
      ...integrationUser([
        resource(ENTRA_USER, "account", { userPrincipalName: "BC@contoso.com" }),
        resource("RoleAssignments", "roles", { signInName: "bc@contoso.com", objectId: "1" }),
      ]),
      ...administrator([resource("RoleAssignments", "admin-roles", { signInName: "anna@contoso.com" })]),
      readiness({ integrationUser: { signInName: "bc@contoso.com", objectId: UNKNOWN } }),
    ];
    expect(integrationUsersOf(resources)).to.have.length(1);
    expect(integrationUsersOf(resources)[0]).to.include({ signInName: "bc@contoso.com", objectId: "1" });
    expect(administratorsOf(resources).map(({ signInName }) => signInName)).to.deep.equal([
      "anna@contoso.com",
    ]);
  });

  it("are one where the last thing that is said joins what was said before", () => {
    const resources = [
      readiness({ integrationUser: { signInName: "bc@contoso.com" } }),
      resource("ConnectionReadiness", "second", { integrationUser: { objectId: "1" } }),
      resource("ConnectionReadiness", "third", {
        integrationUser: { signInName: "bc@contoso.com", objectId: "1" },
      }),
    ];
    expect(integrationUsersOf(resources)).to.have.length(1);
  });

  it("are two where nothing is known to be the same", () => {
    const unknown = { signInName: UNKNOWN, objectId: UNKNOWN };
    const resources = [
      ...integrationUser([resource("AccessMode", "mode", unknown)]),
      ...administrator([resource("RoleAssignments", "roles", unknown)]),
    ];
    expect(integrationUsersOf(resources)).to.have.length(1);
    expect(administratorsOf(resources)).to.have.length(1);
  });

  it("are connected when readiness or the release of a licence says so", () => {
    const mode = resource("AccessMode", "mode", { signInName: "bc@contoso.com" });
    const connected = (more: Parameters<typeof readiness>[0], release = false) => {
      const resources = [
        ...integrationUser([mode]),
        resource("LicenseRelease", "release", { signInName: "bc@contoso.com", release }),
        readiness({ integrationUser: { signInName: "bc@contoso.com" }, ...more }),
      ];
      return isConnected(integrationUsersOf(resources)[0]!, resources);
    };
    expect(connected({ connected: false })).to.equal(false);
    expect(connected({ connected: UNKNOWN })).to.equal(false);
    expect(connected({ connected: true })).to.equal(true);
    expect(connected({ connected: false }, true)).to.equal(true);
    expect(connected({ connected: true, integrationUser: { signInName: "other@contoso.com" } })).to.equal(
      false,
    );
  });
});
