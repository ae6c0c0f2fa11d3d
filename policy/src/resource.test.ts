import { createRequire } from "node:module";
import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";
import { expect } from "chai";
import { ENTRA_USER, resourceOf } from "./resource";

/** What the SDK wraps properties in; its types do not tell of it. */
const { unknownCheckingProxy } = createRequire(__filename)("@pulumi/policy/proxy") as {
  readonly unknownCheckingProxy: (props: object) => Record<string, unknown>;
};
const opts = { protect: true, additionalSecretOutputs: ["password"], parent: "urn:of-the-component" };

describe("a resource as policies see it", () => {
  it("tells stack, kind and components from URN and type", () => {
    const read = resourceOf({
      type: "pulumi-nodejs:dynamic/bcsales:AccessMode",
      urn:
        "urn:pulumi:prod::bc-sales::bcsales:index:SalesIntegration$bcsales:index:IntegrationUserAccount$" +
        "pulumi-nodejs:dynamic/bcsales:AccessMode::sales::mode",
      name: "sales::mode",
      props: { accessMode: "read-write" },
      opts,
    });
    expect(read).to.deep.include({
      kind: "AccessMode",
      stack: "prod",
      within: ["bcsales:index:SalesIntegration", "bcsales:index:IntegrationUserAccount"],
      parent: "urn:of-the-component",
      props: { accessMode: "read-write" },
      protect: true,
      secretOutputs: ["password"],
    });
  });

  it("takes what preview does not know for unknown, wherever it is, and reads the rest", () => {
    const props = {
      signInName: UNKNOWN,
      roles: ["Salesperson", UNKNOWN],
      people: { "anna@contoso.com": UNKNOWN, "ben@contoso.com": { roles: UNKNOWN, licenses: [] } },
      nothing: null,
    };
    const read = resourceOf({
      type: "pulumi-nodejs:dynamic/bcsales:RoleAssignments",
      urn: "urn:pulumi:prod::bc-sales::pulumi-nodejs:dynamic/bcsales:RoleAssignments::roles",
      name: "roles",
      props: unknownCheckingProxy(props),
      opts,
    });
    expect(read.props).to.deep.equal(props);
  });

  it("leaves alone what other providers have, but for Entra users", () => {
    const read = (type: string) =>
      resourceOf({ type, urn: `urn:pulumi:prod::p::${type}::x`, name: "x", props: { secret: "hush" }, opts })
        .props;
    expect(read("azure-native:keyvault:Secret")).to.deep.equal({});
    expect(read(ENTRA_USER)).to.deep.equal({ secret: "hush" });
  });
});
