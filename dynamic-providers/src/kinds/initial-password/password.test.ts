import { expect } from "chai";
import fc from "fast-check";
import { newPassword } from "./password";

describe("a new password", () => {
  it("has the length asked for and characters of all four kinds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 256 }), (length) => {
        const password = newPassword(length);
        expect(password).to.have.length(length);
        for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).to.match(kind);
      }),
    );
  });

  it("is another one each time", () => {
    expect(new Set(Array.from({ length: 100 }, () => newPassword(16))).size).to.equal(100);
  });

  it("has no letters and digits that look alike", () => {
    expect(newPassword(256)).not.to.match(/[O0Il1]/);
  });
});
