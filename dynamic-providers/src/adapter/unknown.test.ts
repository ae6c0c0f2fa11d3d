import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { containsUnknown, isUnknown, UNKNOWN } from "./unknown";

describe("unknown values", () => {
  it("are marked as the engine marks them", () => {
    expect(UNKNOWN).to.equal(pulumi.runtime.unknownValue);
  });

  it("are found wherever they are nested", () => {
    for (const value of [UNKNOWN, [1, UNKNOWN], { people: { "anna@contoso.com": { roles: [UNKNOWN] } } }]) {
      expect(containsUnknown(value)).to.equal(true);
    }
    for (const value of [undefined, null, "", 0, [], {}, { a: ["b"] }]) {
      expect(containsUnknown(value)).to.equal(false);
    }
  });

  it("are not what merely contains one", () => {
    expect(isUnknown([UNKNOWN])).to.equal(false);
    expect(isUnknown(`${UNKNOWN} `)).to.equal(false);
  });
});
