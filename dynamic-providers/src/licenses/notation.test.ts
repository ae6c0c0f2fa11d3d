import { expect } from "chai";
import fc from "fast-check";
import { foldLicense, readLicense, writeLicense } from "./notation";

describe("a licence as it is written", () => {
  it("is a part number, which may have blanks and hyphens, and the plans that are off", () => {
    expect(readLicense("SALES")).to.deep.equal({ partNumber: "SALES", disabledPlans: undefined });
    expect(readLicense(" DYN365_ ENTERPRISE _RELATIONSHIP_SALES  -A_PLAN -B ")).to.deep.equal({
      partNumber: "DYN365_ ENTERPRISE _RELATIONSHIP_SALES",
      disabledPlans: ["A_PLAN", "B"],
    });
    expect(readLicense("SALES-X -A-B").disabledPlans).to.deep.equal(["A-B"]);
  });

  it("says with -none that all plans are on, and without any nothing about plans", () => {
    expect(readLicense("SALES -None").disabledPlans).to.deep.equal([]);
    expect(writeLicense({ partNumber: "SALES", disabledPlans: [] })).to.equal("SALES -none");
    expect(writeLicense({ partNumber: "SALES", disabledPlans: undefined })).to.equal("SALES");
  });

  it("is read again as it was written", () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/).filter((text) => text !== "NONE");
    fc.assert(
      fc.property(name, fc.option(fc.uniqueArray(name), { nil: undefined }), (partNumber, disabledPlans) => {
        const written = readLicense(writeLicense({ partNumber, disabledPlans }));
        expect(written).to.deep.equal({ partNumber, disabledPlans: disabledPlans?.sort() });
      }),
    );
  });

  it("means the same in any letter case, with other blanks and its plans in another order", () => {
    expect(foldLicense("sales  -b -A -b")).to.equal(foldLicense("SA LES -a -B"));
    expect(foldLicense("SALES -a")).to.not.equal(foldLicense("SALES"));
    expect(foldLicense("SALES -none")).to.not.equal(foldLicense("SALES"));
  });
});
