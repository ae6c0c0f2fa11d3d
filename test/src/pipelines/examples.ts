import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { repository } from "@bc-sales/engine";

export const examples = join(repository, "examples");

/** Path from the repository's root → text, of every file below a folder whose name ends so. */
export function filesBelow(folder: string, ...endings: string[]): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    names
      .filter((name) => endings.some((ending) => name.endsWith(ending)))
      .map((name) => [relative(repository, join(folder, name)), readFileSync(join(folder, name), "utf8")]),
  );
}

/** The workflows of the examples and of this repository. */
export function workflows(): ReadonlyMap<string, string> {
  return new Map([
    ...filesBelow(join(examples, "github-actions", ".github", "workflows"), ".yml"),
    ...filesBelow(join(repository, ".github", "workflows"), ".yml"),
  ]);
}

/** What is not a workflow and uses actions all the same. */
export function actions(): ReadonlyMap<string, string> {
  return filesBelow(join(examples, "github-actions", ".github", "actions"), ".yml");
}
