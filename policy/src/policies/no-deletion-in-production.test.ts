import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { administrator, integrationUser, resource } from "../testing/resources";
import { accountsDeleted, peopleDeleted } from "./no-deletion-in-production";

const roster = (props: Record<string, unknown>, stack = "prod") =>
  resource("SalespeopleRoster", "roster", props, { stack });

describe("no-deletion-in-production", () => {
  it("refuses to delete salespeople who leave, or on destroy", () => {
    const found = peopleDeleted(roster({ onRemoval: "delete", onDestroy: "delete" }), {});
    expect(found.map(({ where }) => where)).to.deep.equal(["onRemoval", "onDestroy"]);
    for (const { message, remedy } of found) {
      expect(message).to.contain("prod is a production stack");
      expect(remedy).to.contain("revoke");
    }
  });

  it("has nothing against revoking and disabling, or what is not known yet", () => {
    for (const farewell of ["revoke", "disable", undefined, UNKNOWN]) {
      expect(peopleDeleted(roster({ onRemoval: farewell, onDestroy: farewell }), {})).to.deep.equal([]);
    }
  });

  it("asks nothing of other stacks, and takes the names of production stacks", () => {
    const test = roster({ onRemoval: "delete" }, "test");
    expect(peopleDeleted(test, {})).to.deep.equal([]);
    expect(peopleDeleted(test, { stacks: ["test"] })).to.have.length(1);
    expect(peopleDeleted(roster({ onRemoval: "delete" }), { stacks: ["live-*"] })).to.deep.equal([]);
  });

  it("refuses to delete the accounts of the administrator and the integration user", () => {
    const deleting = { onDestroy: "delete" };
    const found = accountsDeleted([...administrator([], deleting), ...integrationUser([], deleting)], {});
    expect(found.map(({ urn }) => urn?.split("::").at(-1))).to.deep.equal([
      "administrator",
      "integration-user",
    ]);
    expect(accountsDeleted(integrationUser([], { onDestroy: "keep" }), {})).to.deep.equal([]);
    expect(accountsDeleted(integrationUser([], deleting), { stacks: [] })).to.deep.equal([]);
  });
});
