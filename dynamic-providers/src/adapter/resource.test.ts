import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ReconciledResource } from "./resource";

class Sample extends ReconciledResource {
  declare readonly systemUserId: pulumi.Output<string>;
  constructor(name: string, args: { roles: pulumi.Input<string[]> }, opts?: pulumi.CustomResourceOptions) {
    super({ kind: "Sample", outputs: ["systemUserId"], secretOutputs: ["password"] }, name, args, opts);
  }
}

describe("a resource of a kind", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: (args) => {
        registered.push(args);
        return { id: "7", state: { ...(args.inputs as object), systemUserId: "guid" } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    });
  });

  it("has the type of its kind, its inputs, and the outputs that are known only later", async () => {
    const resource = new Sample("sales-anna", { roles: ["Salesperson"] });
    const systemUserId = await new Promise((resolve) => {
      resource.systemUserId.apply(resolve);
    });
    expect(systemUserId).to.equal("guid");
    const [args] = registered;
    expect(args?.type).to.equal("pulumi-nodejs:dynamic/bcsales:Sample");
    expect(args?.inputs).to.deep.include({ roles: ["Salesperson"] });
    expect((args?.inputs as Record<string, unknown>).__provider).to.be.a("string");
  }).timeout(60_000);
});
