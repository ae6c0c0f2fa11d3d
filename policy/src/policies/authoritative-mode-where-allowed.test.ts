import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { administrator, integrationUser, resource } from "../testing/resources";
import { authoritativeMode } from "./authoritative-mode-where-allowed";

const roles = resource("RoleAssignments", "roles", { mode: "authoritative" });
const [, administratorRoles] = administrator([roles]);
const [, userRoles] = integrationUser([roles]);
const roster = resource("SalespeopleRoster", "roster", { mode: "authoritative" });

describe("authoritative-mode-where-allowed", () => {
  it("allows it nowhere by itself, and says for whom and where it is not", () => {
    const messages = [administratorRoles!, userRoles!, roster, roles].map(
      (one) => authoritativeMode(one, {})[0]?.message,
    );
    for (const [index, words] of [
      "the administrator",
      "the integration user",
      "salespeople",
      "other accounts",
    ].entries()) {
      expect(messages[index]).to.contain(`for ${words} in the stack prod`);
    }
  });

  it("allows it in stacks that the configuration names, for the accounts that it names", () => {
    const config = { stacks: ["pr*"], accounts: ["integrationUser"] } as const;
    expect(authoritativeMode(userRoles!, config)).to.deep.equal([]);
    expect(authoritativeMode(roster, config)).to.have.length(1);
    expect(authoritativeMode(roster, { stacks: ["prod"] })).to.deep.equal([]);
    expect(authoritativeMode(userRoles!, { ...config, stacks: ["dev"] })).to.have.length(1);
  });

  it("has nothing against additive roles, or what is not known yet", () => {
    for (const mode of ["additive", undefined, UNKNOWN]) {
      expect(authoritativeMode(resource("RoleAssignments", "roles", { mode }), {})).to.deep.equal([]);
    }
    expect(authoritativeMode(resource("AccessMode", "mode", { mode: "authoritative" }), {})).to.deep.equal(
      [],
    );
  });
});
