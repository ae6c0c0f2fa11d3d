import { expect } from "chai";
import { ENTRA_USER } from "../resource";
import { resource } from "../testing/resources";
import { plainPasswords } from "./initial-passwords-secret";

describe("initial-passwords-secret", () => {
  const outputs = [
    ["InitialPassword", "password"],
    ["SalespeopleRoster", "initialPasswords"],
    [ENTRA_USER, "password"],
  ] as const;
  for (const [kind, output] of outputs) {
    it(`asks of ${kind} that ${output} is a secret output, and repeats no password`, () => {
      const props = { [output]: "Hush-Hush-1" };
      const [found, ...others] = plainPasswords(
        resource(kind, "x", props, { additionalSecretOutputs: ["other"] }),
      );
      expect(others).to.deep.equal([]);
      expect(found?.where).to.equal(output);
      expect(JSON.stringify(found)).to.not.contain("Hush");
      expect(plainPasswords(resource(kind, "x", props, { additionalSecretOutputs: [output] }))).to.deep.equal(
        [],
      );
    });
  }

  it("asks nothing of what has no password", () => {
    expect(plainPasswords(resource(ENTRA_USER, "x", { userPrincipalName: "a@contoso.com" }))).to.deep.equal(
      [],
    );
    expect(plainPasswords(resource("AccessMode", "x", { password: "no" }))).to.deep.equal([]);
  });
});
