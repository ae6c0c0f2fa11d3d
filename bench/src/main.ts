import { findEngine } from "@bc-sales/engine";
import { parseArguments, UsageError, type Wish } from "./arguments";
import type { Benchmark } from "./benchmark";
import { benchmarks } from "./benchmarks";
import { surroundings } from "./measure/surroundings";
import { show } from "./report/show";
import { type Finding, writeResults } from "./report/results";

const usage = `Usage: npm run bench -- [NAME…] [--people N]… [--json] [--write] [--list]

Measures, and prints what it found as tables. Without a NAME all benchmarks are run, which takes a quarter of an hour;
with --people and no NAME it is the deployments of so many salespeople.

  --people N   so many people, instead of a benchmark's own numbers; may be given several times
  --json       prints one list of objects, one a measurement
  --write      writes bench/RESULTS.md and the plots anew
  --list       prints the benchmarks by name
`;

/** Exit code of a command line that is not understood. */
const BAD_USAGE = 2;

async function main(args: readonly string[]): Promise<void> {
  const wish = parseArguments(args);
  if (wish.help) process.stdout.write(usage);
  else if (wish.list) process.stdout.write(list());
  else await run(wish);
}

function list(): string {
  const width = Math.max(...benchmarks.map(({ name }) => name.length));
  return benchmarks.map(({ name, about }) => `${name.padEnd(width)}  ${about}\n`).join("");
}

async function run(wish: Wish): Promise<void> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const counts = wish.people.flatMap((count) => ["--people", String(count)]);
  const { version } = await findEngine();
  const found: Finding[] = [];
  for (const benchmark of chosen(wish)) {
    const around = surroundings(version.replace(/^v/, ""));
    const report = await benchmark.run({ people: wish.people, say });
    const title = [benchmark.name, ...counts].join(" ");
    const command = `npm run bench -- ${title}`;
    found.push({ benchmark, report, command, title, surroundings: around() });
    // What was measured is kept also when a later one fails.
    if (wish.write) writeResults(found);
  }
  if (wish.write) return;
  if (wish.json) {
    process.stdout.write(
      `${JSON.stringify(
        found.flatMap(({ report }) => report.json),
        undefined,
        2,
      )}\n`,
    );
  } else process.stdout.write(found.map(({ benchmark, report }) => show(benchmark, report)).join("\n"));
}

function chosen({ names, people }: Wish): readonly Benchmark[] {
  if (names.length === 0) {
    return people.length === 0 ? benchmarks : benchmarks.filter(({ name }) => name === "deployments");
  }
  return names.map((name) => {
    const benchmark = benchmarks.find((one) => one.name === name);
    if (benchmark === undefined) {
      throw new UsageError(
        `There is no benchmark "${name}". There are ${benchmarks.map((one) => one.name).join(", ")}.`,
      );
    }
    return benchmark;
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`bench: ${message}\n${error instanceof UsageError ? `\n${usage}` : ""}`);
  process.exitCode = error instanceof UsageError ? BAD_USAGE : 1;
});
