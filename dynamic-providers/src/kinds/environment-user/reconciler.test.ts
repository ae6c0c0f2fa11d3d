import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { environmentUser, type EnvironmentUserInputs } from "./reconciler";

const inputs: EnvironmentUserInputs = {
  organizationUrl: "https://contoso.crm4.dynamics.com",
  objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  signInName: "anna@contoso.com",
  enabled: true,
  onDestroy: "keep",
};
const state = { ...inputs, foundInEnvironment: false };

describe("a user of an environment", () => {
  it("is enabled and kept on destroy unless told otherwise", () => {
    const { organizationUrl, objectId, signInName } = inputs;
    expect(environmentUser.check({ organizationUrl, objectId, signInName })).to.deep.equal({
      inputs,
      problems: [],
    });
  });

  it("is disabled or kept on destroy, nothing else", () => {
    const { problems } = environmentUser.check({ ...inputs, onDestroy: "delete" as "keep" });
    expect(problems.map(({ where }) => where)).to.deep.equal(["onDestroy"]);
  });

  it("changes when it was disabled by hand", () => {
    expect(environmentUser.diff({ ...state, enabled: false }, inputs)).to.deep.equal({ changed: true });
    expect(environmentUser.diff(state, inputs)).to.deep.equal({ changed: false });
  });

  it("does not change by the environment's id, which follows from the address", () => {
    expect(environmentUser.diff(state, { ...inputs, environmentId: UNKNOWN })).to.deep.equal({
      changed: false,
    });
  });

  it("is another resource for another account or another environment", () => {
    expect(environmentUser.diff(state, { ...inputs, objectId: UNKNOWN }).replaces).to.deep.equal([
      "objectId",
    ]);
    const organizationUrl = "https://fabrikam.crm4.dynamics.com";
    expect(environmentUser.diff(state, { ...inputs, organizationUrl }).replaces).to.deep.equal([
      "organizationUrl",
    ]);
  });
});
