import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { chaos } from "./run";

/** `npm run chaos -- [--runs N] [--seed S] [--path P]`: random schedules, until one goes wrong or all are played. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { runs: { type: "string" }, seed: { type: "string" }, path: { type: "string" } },
  });
  const seed = values.seed === undefined ? randomInt(2 ** 31) : wholeNumber("seed", values.seed);
  // A path leads to one schedule, and to those that it can be made smaller to.
  const runs = values.path !== undefined ? 1 : wholeNumber("runs", values.runs ?? "1000");
  process.stdout.write(`Playing ${String(runs)} schedules of seed ${String(seed)}.\n`);
  const report = await chaos({ runs, seed, ...(values.path === undefined ? {} : { path: values.path }) });
  process.stdout.write(`${report ?? "All schedules went well."}\n`);
  return report === undefined ? 0 : 1;
}

function wholeNumber(name: string, text: string): number {
  if (!/^-?\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}".`);
  return Number(text);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
