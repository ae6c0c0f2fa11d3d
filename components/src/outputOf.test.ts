import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { outputOf } from "./outputOf";

const valueOf = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise(
    (resolve) =>
      void output.apply((value) => {
        resolve(value);
      }),
  );

describe("an output of a value", () => {
  it("is the value, whether there are outputs and promises in it or not", async () => {
    const anna = { signInName: "anna@contoso.com", roles: ["Salesperson"] };
    for (const given of [
      [anna],
      pulumi.output([anna]),
      Promise.resolve([anna]),
      [pulumi.output(anna)],
      [Promise.resolve(anna)],
      [{ ...anna, roles: [pulumi.output("Salesperson")] }],
      [{ ...anna, signInName: pulumi.output("anna@contoso.com") }],
    ]) {
      expect(await valueOf(outputOf<unknown>(given))).to.deep.equal([anna]);
    }
  });

  it("stays secret where a part of it is", async () => {
    const output = outputOf<unknown>([{ name: pulumi.secret("anna") }]);
    expect(await pulumi.isSecret(output)).to.equal(true);
  });
});
