import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import type { SystemUser } from "../../clients/dataverse/dataverse";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import { aftermathProblems, inheritedProblems, liveModeProblems } from "./guards";
import { licenseRelease, type LicenseReleaseInputs } from "./reconciler";

const BC = "bc@contoso.com";
const NON_INTERACTIVE = 4;
const READ_WRITE = 0;

const user: SystemUser = {
  systemUserId: "s",
  objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  domainName: BC,
  fullName: "",
  email: BC,
  accessMode: NON_INTERACTIVE,
  licensed: true,
  disabled: false,
  businessUnitId: "unit",
  applicationId: undefined,
  roles: [],
};

const inputs: LicenseReleaseInputs = {
  organizationUrl: "https://contoso.crm4.dynamics.com",
  objectId: user.objectId,
  signInName: BC,
  licenses: ["SALES"],
  release: true,
  accessMode: "non-interactive",
};

describe("the release of licences", () => {
  it("is refused while the program gives another access mode than non-interactive", () => {
    const { problems } = licenseRelease.check({ ...inputs, accessMode: "read-write" });
    expect(problems.map(({ where }) => where)).to.deep.equal(["accessMode"]);
    expect(problems[0]?.message).to.contain(BC);
  });

  it("may have an access mode that is unknown in preview, or any when nothing is released", () => {
    expect(licenseRelease.check({ ...inputs, accessMode: UNKNOWN }).problems).to.deep.equal([]);
    expect(
      licenseRelease.check({ ...inputs, release: false, accessMode: "read-write" }).problems,
    ).to.deep.equal([]);
  });

  it("is refused while the user is in another mode, or disabled", () => {
    expect(liveModeProblems(BC, user)).to.deep.equal([]);
    expect(liveModeProblems(BC, { ...user, accessMode: READ_WRITE })[0]?.message).to.contain("read-write");
    expect(liveModeProblems(BC, { ...user, disabled: true })[0]?.message).to.contain("disabled");
  });

  it("is refused for a licence of a group, which is named", () => {
    const sku: SubscribedSku = {
      skuId: "sku",
      skuPartNumber: "SALES",
      capabilityStatus: "Enabled",
      enabledUnits: 5,
      consumedUnits: 1,
    };
    const account: EntraUser = {
      objectId: user.objectId,
      userPrincipalName: BC,
      accountEnabled: true,
      displayName: "BC",
      mail: undefined,
      usageLocation: "DE",
      userType: "Member",
      licenses: [
        { skuId: "sku", assignedByGroup: undefined },
        { skuId: "sku", assignedByGroup: "3f2504e0-4f89-41d3-9a0c-0305e82c3399" },
      ],
      profile: {},
    };
    expect(inheritedProblems(BC, account, [sku])[0]?.message)
      .to.contain("SALES")
      .and.to.contain("3f2504e0-4f89-41d3-9a0c-0305e82c3399");
    expect(
      inheritedProblems(BC, { ...account, licenses: account.licenses.slice(0, 1) }, [sku]),
    ).to.deep.equal([]);
  });

  it("must leave the user non-interactive and enabled", () => {
    expect(aftermathProblems(BC, { ...user, licensed: false })).to.deep.equal([]);
    expect(aftermathProblems(BC, { ...user, accessMode: READ_WRITE })).to.have.length(1);
    expect(aftermathProblems(BC, { ...user, disabled: true })).to.have.length(1);
    expect(aftermathProblems(BC, undefined)).to.have.length(1);
  });

  it("changes when the licences are back, and not by the access mode alone", () => {
    const state = { ...inputs, declaredRelease: true };
    expect(licenseRelease.diff({ ...state, release: false }, inputs)).to.deep.equal({ changed: true });
    expect(licenseRelease.diff(state, { ...inputs, accessMode: "read-write" })).to.deep.equal({
      changed: false,
    });
  });
});
