import { expect } from "chai";
import { resolveSku, resolveSkus } from "./resolve";

const skus = ["DYN365_ENTERPRISE_SALES", "DYN365_ ENTERPRISE _RELATIONSHIP_SALES"].map(
  (skuPartNumber, index) => ({
    skuId: `sku-${String(index)}`,
    skuPartNumber,
    capabilityStatus: "Enabled",
    enabledUnits: 10,
    consumedUnits: 0,
  }),
);

describe("a SKU part number", () => {
  it("is found in any letter case, with and without its blanks", () => {
    expect(resolveSku("dyn365_enterprise_sales", skus)).to.deep.equal({ ok: true, sku: skus[0] });
    expect(resolveSku("DYN365_ENTERPRISE_RELATIONSHIP_SALES", skus)).to.deep.equal({
      ok: true,
      sku: skus[1],
    });
  });

  it("that the tenant does not own is a problem that names what it owns", () => {
    const { problems } = resolveSkus(["DYN365_ENTERPRISE_SALES", "DYN365_ENTERPRISE_SALE"], skus);
    expect(problems).to.have.length(1);
    expect(problems[0]?.where).to.equal("licenses[1]");
    expect(problems[0]?.message).to.contain('"DYN365_ENTERPRISE_SALE"');
    expect(problems[0]?.remedy)
      .to.contain('Did you mean "DYN365_ENTERPRISE_SALES"?')
      .and.to.contain("DYN365_ ENTERPRISE _RELATIONSHIP_SALES");
  });

  it("says so when the tenant owns no licence at all", () => {
    expect(resolveSkus(["X"], []).problems[0]?.remedy).to.contain("owns no licences");
  });
});
