import { expect } from "chai";
import { UNKNOWN } from "../../adapter/unknown";
import type { EntraUser, SubscribedSku } from "../../clients/graph/graph";
import { liveLicenses, partNumbersOf } from "../../licenses/live";
import { licenseAssignment, type LicenseAssignmentInputs } from "./reconciler";
import { checkUsageLocation } from "./usage-location";

function sku(skuPartNumber: string): SubscribedSku {
  const skuId = `id of ${skuPartNumber}`;
  return { skuId, skuPartNumber, capabilityStatus: "Enabled", enabledUnits: 5, consumedUnits: 0 };
}
const owned = [sku("SALES"), sku("POWER"), sku("OFFICE")];

function account(...licenses: [partNumber: string, group?: string][]): EntraUser {
  return {
    objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    userPrincipalName: "anna@contoso.com",
    accountEnabled: true,
    displayName: "Anna",
    mail: undefined,
    usageLocation: "DE",
    userType: "Member",
    licenses: licenses.map(([partNumber, assignedByGroup]) => ({
      skuId: `id of ${partNumber}`,
      assignedByGroup,
    })),
    profile: {},
  };
}

describe("the live licences as a program would declare them", () => {
  it("are those declared that are held, also by a group, in the program's spelling", () => {
    const live = liveLicenses(
      ["power", "Sales", "office"],
      [],
      account(["SALES"], ["POWER", "group"]),
      owned,
    );
    expect(live).to.deep.equal(["power", "Sales"]);
  });

  it("leave out what others assigned", () => {
    expect(liveLicenses(["SALES"], [], account(["SALES"], ["OFFICE"]), owned)).to.deep.equal(["SALES"]);
  });

  it("have one that this stack still has to take back", () => {
    const live = liveLicenses(["SALES"], ["id of OFFICE"], account(["SALES"], ["OFFICE"]), owned);
    expect(live).to.deep.equal(["SALES", "OFFICE"]);
  });

  it("are named by id when the tenant no longer owns the SKU", () => {
    expect(partNumbersOf(["id of SALES", "gone"], owned)).to.deep.equal(["SALES", "gone"]);
  });
});

describe("a usage location", () => {
  it("is a two-letter country, in capitals", () => {
    expect(checkUsageLocation("de")).to.deep.equal({ usageLocation: "DE", problems: [] });
    for (const code of ["", "DEU", "276", "XX", "Germany"]) {
      expect(
        checkUsageLocation(code).problems.map(({ where }) => where),
        code,
      ).to.deep.equal(["usageLocation"]);
    }
  });

  it("may be left out, or unknown in preview", () => {
    expect(checkUsageLocation(undefined).problems).to.deep.equal([]);
    expect(checkUsageLocation(UNKNOWN).problems).to.deep.equal([]);
  });
});

describe("a licence assignment", () => {
  const inputs: LicenseAssignmentInputs = {
    objectId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    signInName: "anna@contoso.com",
    licenses: ["SALES"],
    required: true,
  };
  const state = { ...inputs, declaredLicenses: ["SALES"], grantedLicenses: [], licensesInEffect: ["SALES"] };

  it("is required unless told otherwise", () => {
    const { objectId, signInName, licenses } = inputs;
    expect(licenseAssignment.check({ objectId, signInName, licenses })).to.deep.equal({
      inputs,
      problems: [],
    });
  });

  it("changes when a licence was taken away, or is required again", () => {
    expect(licenseAssignment.diff({ ...state, licenses: [] }, inputs)).to.deep.equal({ changed: true });
    expect(licenseAssignment.diff({ ...state, required: false }, inputs)).to.deep.equal({ changed: true });
    expect(licenseAssignment.diff(state, { ...inputs, licenses: ["sales"] })).to.deep.equal({
      changed: false,
    });
  });

  it("changes by the usage location only where the program gives one", () => {
    const found = { ...state, usageLocation: "US" };
    expect(licenseAssignment.diff(found, inputs)).to.deep.equal({ changed: false });
    expect(licenseAssignment.diff(found, { ...inputs, usageLocation: "DE" })).to.deep.equal({
      changed: true,
    });
  });

  it("changes by nothing else while it is not required, since nothing is written then", () => {
    const found = { ...state, required: false, licenses: [], usageLocation: "US" };
    const idle = { ...inputs, required: false, usageLocation: "DE" };
    expect(licenseAssignment.diff(found, idle)).to.deep.equal({ changed: false });
  });

  it("is another resource for another account", () => {
    const objectId = "3f2504e0-4f89-41d3-9a0c-0305e82c3302";
    expect(licenseAssignment.diff(state, { ...inputs, objectId }).replaces).to.deep.equal(["objectId"]);
  });
});
