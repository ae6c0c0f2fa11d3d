import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import { salesEnvironment, type SalesEnvironmentState } from "./reconciler";

const state: SalesEnvironmentState = {
  organizationUrl: "https://contoso.crm4.dynamics.com",
  environmentId: "Default-3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  organizationId: "3f2504e0-4f89-41d3-9a0c-0305e82c3302",
  rootBusinessUnitId: "3f2504e0-4f89-41d3-9a0c-0305e82c3303",
  displayName: "Contoso",
};
const { organizationUrl } = state;

describe("an environment", () => {
  it("refuses an address that is none and nameless roles, all at once", () => {
    const { problems } = salesEnvironment.check({
      organizationUrl: "contoso",
      roles: [""],
    });
    expect(problems.map(({ where }) => where)).to.deep.equal(["organizationUrl", "roles[0]"]);
  });

  it("may be unknown in preview", () => {
    const unknown = {
      organizationUrl: UNKNOWN,
      roles: UNKNOWN as unknown as string[],
      seats: UNKNOWN as unknown as Record<string, string[]>,
    };
    expect(salesEnvironment.check(unknown).problems).to.deep.equal([]);
    expect(salesEnvironment.diff(state, unknown).changed).to.equal(true);
  });

  it("does not change by what is asked of it, or by its id in another letter case", () => {
    expect(salesEnvironment.diff(state, { organizationUrl, roles: ["Salesperson"] })).to.deep.equal({
      changed: false,
    });
    const environmentId = state.environmentId.toLowerCase();
    expect(salesEnvironment.diff(state, { organizationUrl, environmentId })).to.deep.equal({
      changed: false,
    });
  });

  it("is another one at another address", () => {
    expect(
      salesEnvironment.diff(state, { organizationUrl: "https://fabrikam.crm4.dynamics.com" }),
    ).to.deep.equal({
      changed: true,
      replaces: ["organizationUrl"],
    });
  });
});
