import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { providerText } from "./shim";

describe("the provider that Pulumi keeps in the state", () => {
  it("has the text that it has always had: another one would update every resource of every stack once", () => {
    expect(providerText("RoleAssignments")).to.equal(
      'exports.handler = () => require("@bc-sales/dynamic-providers/host").providerOf("RoleAssignments");\n',
    );
  });

  it("asks the installed package for the kind when Pulumi calls it, and not before", () => {
    const asked: string[] = [];
    const exports: { handler?: () => unknown } = {};
    const require = (name: string) => {
      asked.push(name);
      return { providerOf: (kind: string) => `the provider of ${kind}` };
    };
    runInNewContext(providerText("AccessMode"), { exports, require });
    expect(asked).to.deep.equal([]);
    expect(exports.handler?.()).to.equal("the provider of AccessMode");
    expect(asked).to.deep.equal(["@bc-sales/dynamic-providers/host"]);
  });
});
