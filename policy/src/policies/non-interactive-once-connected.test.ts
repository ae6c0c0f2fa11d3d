import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { integrationUser, resource } from "../testing/resources";
import { interactiveUsers } from "./non-interactive-once-connected";

const bc = { signInName: "bc@contoso.com" };
const mode = (accessMode: unknown) => resource("AccessMode", "mode", { ...bc, accessMode });
const readiness = (connected: unknown) =>
  resource("ConnectionReadiness", "readiness", { integrationUser: bc, connected });

describe("non-interactive-once-connected", () => {
  it("refuses that people can sign in with a connected integration user", () => {
    const [found, ...others] = interactiveUsers([mode("read-write"), readiness(true)], {});
    expect(others).to.deep.equal([]);
    expect(found?.message).to.contain("sign in as bc@contoso.com").and.to.contain('"read-write"');
    expect(found?.urn).to.match(/AccessMode::mode$/);
  });

  it("refuses that nothing keeps the access mode", () => {
    const other = resource("AccessMode", "other", {
      signInName: "x@contoso.com",
      accessMode: "non-interactive",
    });
    const found = interactiveUsers([other, readiness(true)], {});
    expect(found[0]?.message).to.contain("nothing keeps the access mode of bc@contoso.com");
  });

  it("has nothing against a non-interactive user, one who is not connected, or what is not known yet", () => {
    expect(interactiveUsers([mode("non-interactive"), readiness(true)], {})).to.deep.equal([]);
    expect(interactiveUsers([mode("read-write"), readiness(false)], {})).to.deep.equal([]);
    expect(interactiveUsers([mode("read-write"), readiness(UNKNOWN)], {})).to.deep.equal([]);
    expect(interactiveUsers([mode(UNKNOWN), readiness(true)], {})).to.deep.equal([]);
  });

  it("takes the configuration's word for it that a stack is connected", () => {
    const stack = [...integrationUser([mode("read-write")]), readiness(false)];
    expect(interactiveUsers(stack, { connectedStacks: ["prod"] })).to.have.length(1);
    expect(interactiveUsers(stack, { connectedStacks: ["test"] })).to.deep.equal([]);
  });
});
