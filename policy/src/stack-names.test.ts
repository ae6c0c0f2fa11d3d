import { expect } from "chai";
import { isOneOf, PRODUCTION } from "./stack-names";

describe("patterns of stack names", () => {
  it("know production stacks by the usual names", () => {
    for (const name of ["prod", "Production", "prod-eu", "contoso-prod", "production-2"]) {
      expect(isOneOf(name, PRODUCTION), name).to.equal(true);
    }
    for (const name of ["sandbox", "dev", "product", "reprod", "prods"]) {
      expect(isOneOf(name, PRODUCTION), name).to.equal(false);
    }
  });

  it("take everything but * as it stands", () => {
    expect(isOneOf("a.b", ["a.b"])).to.equal(true);
    expect(isOneOf("axb", ["a.b"])).to.equal(false);
    expect(isOneOf("a(b", ["a(*"])).to.equal(true);
    expect(isOneOf("", ["*"])).to.equal(true);
    expect(isOneOf("anything", [])).to.equal(false);
  });
});
