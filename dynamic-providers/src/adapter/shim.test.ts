import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { providerFor } from "./shim";

/** What stacks have in their state. Changing it would update every resource of every stack once. */
const TEXT = `exports.handler = __f0;

var __provider = {configure: __f1, check: __f3, diff: __f4, create: __f5, read: __f6, update: __f7, delete: __f8};
${method(2, 0, { kind: '"RoleAssignments"' }, '() => require("@bc-sales/dynamic-providers/host").providerOf(kind)')}
${method(1, 1, { host: "__f2" }, "(request) => host().configure(request)")}
${method(3, 2, { host: "__f2" }, "(olds, news) => host().check(olds, news)")}
${method(4, 3, { host: "__f2" }, "(id, olds, news) => host().diff(id, olds, news)")}
${method(5, 1, { host: "__f2" }, "(inputs) => host().create(inputs)")}
${method(6, 2, { host: "__f2" }, "(id, props) => host().read(id, props)")}
${method(7, 3, { host: "__f2" }, "(id, olds, news) => host().update(id, olds, news)")}
${method(8, 2, { host: "__f2" }, "(id, props) => host().delete(id, props)")}
${method(0, 0, { provider: "__provider" }, "() => provider")}`;

/** A function as Pulumi writes it down. */
function method(number: number, arity: number, captured: Record<string, string>, text: string): string {
  const parameters = Array.from({ length: arity }, (_, index) => `__${String(index)}`).join(", ");
  const scope = Object.entries({ ...captured, this: "undefined", arguments: "undefined" });
  return `
function __f${String(number)}(${parameters}) {
  return (function() {
    with({ ${scope.map(([name, value]) => `${name}: ${value}`).join(", ")} }) {

return ${text};

    }
  }).apply(undefined, undefined).apply(this, arguments);
}`;
}

/** As `pulumi.dynamic.Resource` does it, down to the name of the variable. */
async function serialized(kind: string): Promise<string> {
  const provider = providerFor(kind);
  const { text } = await pulumi.runtime.serializeFunction(() => provider, { allowSecrets: true });
  return text;
}

describe("the provider that Pulumi keeps in the state", () => {
  // Serializing loads the TypeScript compiler.
  it("has the text that it has always had", async () => {
    expect(await serialized("RoleAssignments")).to.equal(`${TEXT}\n`);
  }).timeout(60_000);

  it("is small, since a stack keeps it twice for each resource, and the same on every machine", async () => {
    const text = await serialized("LicenseAssignment");
    expect(text.length).to.be.lessThan(2_300);
    expect(text).not.to.include(process.cwd()).and.not.to.include("node_modules");
  });

  it("is one object for all resources of a kind, which Pulumi serializes once", () => {
    expect(providerFor("AccessMode")).to.equal(providerFor("AccessMode"));
    expect(providerFor("AccessMode")).not.to.equal(providerFor("RoleAssignments"));
  });
});
