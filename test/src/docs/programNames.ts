import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as components from "@bc-sales/components";
import * as providers from "@bc-sales/dynamic-providers";
import type { Document } from "./markdown";

/** The outputs that the program exports. */
export function programOutputs(root: string): string[] {
  const source = readFileSync(join(root, "index.ts"), "utf8");
  return [...source.matchAll(/^export const (\w+)/gm)].map(([, name = ""]) => name);
}

/** Outputs and resources that the README's tables name and nobody makes, or the reverse. */
export function namesProblems(readme: Document, outputs: readonly string[]): string[] {
  const outputTable = readme.tables.find(({ headings }) => headings[0] === "output");
  const resourceTable = readme.tables.find(({ headings }) => headings[0] === "component");
  const told = (outputTable?.rows ?? []).map(([name = ""]) => name.replaceAll("`", ""));
  const resources = (resourceTable?.rows ?? []).flat().flatMap((cell) => cell.match(/`[A-Za-z.]+`/g) ?? []);
  const classes = new Set([...Object.keys(components), ...Object.keys(providers), "azuread.User"]);
  const named = resources.map((name) => name.slice(1, -1)).filter((name) => /^[A-Z]|\./.test(name));
  return [
    ...outputs.filter((name) => !told.includes(name)).map((name) => `The output ${name} is not told of.`),
    ...told.filter((name) => !outputs.includes(name)).map((name) => `There is no output ${name}.`),
    ...named.filter((name) => !classes.has(name)).map((name) => `There is no resource ${name}.`),
    ...(named.length === 0 ? ["There is no table of the resources."] : []),
  ];
}
