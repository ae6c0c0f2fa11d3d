import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "@bc-sales/engine";
import type { Benchmark, Report } from "../benchmark";
import type { Surroundings } from "../measure/surroundings";
import { replaceSections } from "./sections";
import { show } from "./show";

/** What a benchmark found, and where and when. */
export interface Finding {
  readonly benchmark: Benchmark;
  readonly report: Report;
  /** What measures it anew. */
  readonly command: string;
  /** Title of its section, by which a newer one replaces it. */
  readonly title: string;
  readonly surroundings: Surroundings;
}

const FOLDER = join(repository, "bench");
const FILE = join(FOLDER, "RESULTS.md");

const HEAD = `# Results

What the benchmarks found when they were run last; [README.md](README.md) says what they measure and how to read the
tables. \`npm run bench -- --write\` writes this file anew, and with names the sections of those benchmarks.
`;

/** Writes the sections of what was found into \`bench/RESULTS.md\`, and its pictures beside it. */
export function writeResults(found: readonly Finding[]): void {
  const before = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  writeFileSync(FILE, replaceSections(before, HEAD, found.map(sectionOf)));
  for (const { report } of found) {
    for (const { name, svg } of report.pictures ?? []) writeFileSync(join(FOLDER, name), svg);
  }
}

function sectionOf({ benchmark, report, command, title, surroundings }: Finding): string {
  const { date, versions, machine, loadBefore, loadAfter } = surroundings;
  const where = [
    `\`${command}\` on ${date}, ${versions}; ${machine}.`,
    `Load average of the last minute ${loadBefore} before and ${loadAfter} after, by whatever else ran on the machine.`,
  ].join(" ");
  const pictures = (report.pictures ?? []).map(({ name, alt }) => `![${alt}](${name})\n`);
  return [show({ ...benchmark, name: title }, report), ...pictures, `${where}\n`].join("\n");
}
