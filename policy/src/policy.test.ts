import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import { expect } from "chai";
import { policyOf, strayConfig } from "./policy";
import { STACK } from "./resource";
import type { ConfigProperty, Rule } from "./rule";
import { RULES } from "./rules";

describe("the rules of the pack", () => {
  it("have names of their own, a remedy, and a description for each thing that can be configured", () => {
    expect(new Set(RULES.map(({ name }) => name)).size).to.equal(RULES.length);
    for (const { name, description, remedy, config = {}, ...rule } of RULES) {
      expect(name).to.match(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [description, remedy]) expect(text, name).to.match(/^[A-Z].*\.$/);
      expect(rule.resource ?? rule.stack, name).to.be.a("function");
      for (const schema of Object.values<ConfigProperty>(config)) {
        expect(schema.description, name).to.match(/\.$/);
      }
    }
  });

  it("refuse configuration that they do not take", () => {
    const rule = { name: "allowed-roles", config: { roles: {} } };
    expect(strayConfig(rule, { roles: [] })).to.deep.equal([]);
    const [found, ...others] = strayConfig(rule, { role: [], roles: [] });
    expect(others).to.deep.equal([]);
    expect(found?.where).to.equal("allowed-roles.role");
    expect(found?.remedy).to.contain('"roles"');
  });
});

describe("a rule as the SDK takes it", () => {
  const rule: Rule = {
    name: "no-name",
    description: "Nothing has this name.",
    enforcementLevel: "advisory",
    severity: "low",
    remedy: "Rename it.",
    resource: ({ name }) =>
      name === "x" ? [{ where: "name", message: "It is x.", remedy: "Rename it." }] : [],
    stack: (resources) =>
      resources.map(({ urn }) => ({ where: "", message: urn.slice(-1), remedy: "Go.", urn })),
  };
  const policy = policyOf(rule) as ResourceValidationPolicy & StackValidationPolicy;
  const opts = { protect: false, additionalSecretOutputs: [] };
  const one = (name: string, type = "a:b:C") => ({
    type,
    urn: `urn:pulumi:s::p::${type}::${name}`,
    name,
    props: {},
    opts,
  });
  const told = (judge: (report: (message: string, urn?: string) => void) => unknown) => {
    const messages: (string | undefined)[][] = [];
    judge((message, urn) => messages.push([message, urn]));
    return messages;
  };
  const validate = (resource: object, config: object = {}) =>
    told((report) => {
      (policy.validateResource as (args: ResourceValidationArgs, report: unknown) => void)(
        { ...resource, getConfig: () => config } as never,
        report,
      );
    });

  it("reports each violation with place and remedy", () => {
    expect(validate(one("x"))).to.deep.equal([["name: It is x. Rename it.", undefined]]);
    expect(validate(one("y"))).to.deep.equal([]);
  });

  it("reports configuration that it does not take once, at the stack", () => {
    expect(validate(one("y"), { size: 1 })).to.deep.equal([]);
    expect(validate(one("y", STACK), { size: 1 })).to.have.length(1);
  });

  it("looks at the resources of a stack in one order, whatever the engine's", () => {
    const args = { resources: [one("b"), one("a")], getConfig: () => ({}) };
    const messages = told((report) => policy.validateStack(args as unknown as StackValidationArgs, report));
    expect(messages.map(([message]) => message)).to.deep.equal(["a Go.", "b Go."]);
  });
});
