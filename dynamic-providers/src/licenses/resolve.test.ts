import { expect } from "chai";
import { resolveLicense, resolveLicenses } from "./resolve";

const skus = ["DYN365_ENTERPRISE_SALES", "DYN365_ ENTERPRISE _RELATIONSHIP_SALES"].map(
  (skuPartNumber, index) => ({
    skuId: `sku-${String(index)}`,
    skuPartNumber,
    capabilityStatus: "Enabled",
    enabledUnits: 10,
    consumedUnits: 0,
    servicePlans: ["PROJECT_ESSENTIALS", "SHAREPOINTWAC"].map((servicePlanName) => ({
      servicePlanId: `id of ${servicePlanName}`,
      servicePlanName,
    })),
  }),
);

describe("a SKU part number", () => {
  it("is found in any letter case, with and without its blanks", () => {
    expect(resolveLicense("dyn365_enterprise_sales", skus).license).to.deep.equal({ sku: skus[0] });
    expect(resolveLicense("DYN365_ENTERPRISE_RELATIONSHIP_SALES", skus).license).to.deep.equal({
      sku: skus[1],
    });
  });

  it("that the tenant does not own is a problem that names what it owns", () => {
    const { problems } = resolveLicenses(["DYN365_ENTERPRISE_SALES", "DYN365_ENTERPRISE_SALE"], skus);
    expect(problems).to.have.length(1);
    expect(problems[0]?.where).to.equal("licenses[1]");
    expect(problems[0]?.message).to.contain('"DYN365_ENTERPRISE_SALE"');
    expect(problems[0]?.remedy)
      .to.contain('Did you mean "DYN365_ENTERPRISE_SALES"?')
      .and.to.contain("DYN365_ ENTERPRISE _RELATIONSHIP_SALES");
  });

  it("says so when the tenant owns no licence at all", () => {
    expect(resolveLicenses(["X"], []).problems[0]?.remedy).to.contain("owns no licences");
  });
});

describe("the service plans of a licence", () => {
  it("are found by name in any letter case", () => {
    expect(resolveLicense("DYN365_ENTERPRISE_SALES -sharepointwac -PROJECT_ESSENTIALS", skus)).to.deep.equal({
      license: { sku: skus[0], disabledPlans: ["id of PROJECT_ESSENTIALS", "id of SHAREPOINTWAC"] },
      problems: [],
    });
    const { license } = resolveLicense("DYN365_ENTERPRISE_SALES -none", skus);
    expect(license?.disabledPlans).to.deep.equal([]);
  });

  it("that the SKU does not have are a problem each, with the nearest names; the others count", () => {
    const { licenses, problems } = resolveLicenses(
      ["DYN365_ENTERPRISE_SALES -SHAREPOINTWACK -X -PROJECT_ESSENTIALS"],
      skus,
    );
    expect(licenses[0]?.disabledPlans).to.deep.equal(["id of PROJECT_ESSENTIALS"]);
    expect(problems.map(({ where }) => where)).to.deep.equal(["licenses[0]", "licenses[0]"]);
    expect(problems[0]?.message).to.contain("DYN365_ENTERPRISE_SALES").and.to.contain('"SHAREPOINTWACK"');
    expect(problems[0]?.remedy).to.contain('Did you mean "SHAREPOINTWAC"?');
    expect(problems[1]?.remedy).to.equal("It has PROJECT_ESSENTIALS and SHAREPOINTWAC.");
  });

  it("cannot be off and left alone at once", () => {
    const texts = ["DYN365_ENTERPRISE_SALES", "dyn365_enterprise_sales -SHAREPOINTWAC"];
    const { licenses, problems } = resolveLicenses(texts, skus);
    expect(licenses).to.have.length(1);
    expect(problems.map(({ where }) => where)).to.deep.equal(["licenses[1]"]);
    expect(
      resolveLicenses(["DYN365_ENTERPRISE_SALES", "dyn365_enterprise_sales"], skus).problems,
    ).to.deep.equal([]);
  });
});
