import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import type { ConfigProperty, Rule } from "./rule";
import { RULES } from "./rules";

const packDirectory = dirname(__dirname);
const rows = readFileSync(join(packDirectory, "README.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.replace(/\s+/g, " "));

describe("the README of the pack", () => {
  it("has one row for each policy, in their order, with what it is", () => {
    const ofPolicies = rows.filter((row) => /\| (mandatory|advisory) \|/.test(row));
    expect(ofPolicies).to.deep.equal(RULES.map(policyRow));
  });

  it("has one row for each thing that can be configured, with its default", () => {
    const ofConfig = rows.filter((row) => !/\| (mandatory|advisory) \|/.test(row));
    expect(ofConfig).to.deep.equal(RULES.flatMap(configRows));
  });
});

describe("the example of a configuration", () => {
  it("names policies and properties that there are", () => {
    const example = JSON.parse(readFileSync(join(packDirectory, "example-config.json"), "utf8")) as Record<
      string,
      object | string
    >;
    for (const [name, given] of Object.entries(example)) {
      const rule = RULES.find((one) => one.name === name);
      expect(rule, name).to.not.equal(undefined);
      if (typeof given === "string") continue;
      expect(Object.keys(rule?.config ?? {})).to.include.members(Object.keys(given));
    }
  });
});

function policyRow({ name, enforcementLevel, description, remedy }: Rule): string {
  return `| \`${name}\` | ${enforcementLevel} | ${description} | ${remedy} |`;
}

function configRows({ name, config = {} }: Rule): string[] {
  return Object.entries<ConfigProperty>(config).map(([key, schema]) => {
    const byDefault = schema.default === undefined ? "–" : `\`${JSON.stringify(schema.default)}\``;
    return `| \`${name}\` | \`${key}\` | ${byDefault} | ${schema.description ?? ""} |`;
  });
}
