import { createInterface } from "node:readline/promises";
import { helpText, parseArguments, type Arguments } from "./arguments";
import type { Contract } from "./contract";
import { contracts } from "./contracts/contracts";
import { differencesOf, type Observation, type Observations } from "./observations";
import {
  mergeObservations,
  observationsFile,
  readObservations,
  writeObservations,
} from "./observations-file";
import { run, type RunResult } from "./run";
import { scrubber } from "./scrub";
import { liveSettings } from "./target/live-settings";
import { liveTarget } from "./target/live-target";
import { startSandboxTarget } from "./target/sandbox-target";
import { sweep } from "./target/sweep";
import { commonPrefix, type Target, type TargetSettings } from "./target/target";

const exitCodes = { asAssumed: 0, different: 1, usage: 2, leftovers: 3 } as const;

async function main(argv: readonly string[]): Promise<number> {
  let given: Arguments;
  try {
    given = parseArguments(argv, contracts);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), "--help shows how it is called.");
  }
  if (given.action === "help") print(helpText);
  else if (given.action === "list") for (const contract of contracts) print(listed(contract));
  else return given.target === "sandbox" ? checkSandbox(given) : useLive(given);
  return exitCodes.asAssumed;
}

async function checkSandbox(given: Arguments): Promise<number> {
  const { target, close } = await startSandboxTarget();
  try {
    return await check(target, given, given.observations);
  } finally {
    await close();
  }
}

async function useLive(given: Arguments): Promise<number> {
  const found = liveSettings(process.env);
  if ("problems" in found) return refuse(...found.problems);
  const { target, close } = liveTarget(found.settings);
  try {
    print(
      given.action === "clean-up" ? cleanUpPlan(found.settings) : plan(target, found.settings, given.chosen),
    );
    if (!given.yes) {
      if (!process.stdin.isTTY) return refuse("There is nobody to ask. --yes goes on without asking.");
      if (!(await agreed())) return refuse("Nothing was done.");
    }
    if (given.action === "check") return await check(target, given, given.observations ?? observationsFile);
    const cleaned = await sweep(target, commonPrefix);
    return printCleanUp(cleaned, exitCodes.asAssumed);
  } finally {
    close();
  }
}

async function check(target: Target, given: Arguments, file: string | undefined): Promise<number> {
  const stop = new AbortController();
  const interrupted = (): void => {
    if (stop.signal.aborted) return;
    print("\nStopping. What was made is removed; this takes a moment.");
    stop.abort();
  };
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  // Before anything is made: a damaged file is better known now.
  const before = file === undefined ? undefined : readObservations(file);
  const result = await run(target, given.chosen, printOutcome, stop.signal);
  const code = printCleanUp(result, summary(result, given.chosen.length));
  if (file !== undefined) save(result, target.settings, before, file);
  return code;
}

function save(
  { observations }: RunResult,
  settings: TargetSettings,
  before: Observations | undefined,
  file: string,
): void {
  const scrub = scrubber(settings);
  const now: Observations = {
    date: new Date().toISOString().slice(0, 10),
    target: settings.kind,
    contracts: observations.map((observation) => scrub(observation) as Observation),
  };
  writeObservations(mergeObservations(before, now), file);
  print(`What was seen is in ${file}.`);
}

function summary({ observations }: RunResult, chosen: number): number {
  const count = (outcome: Observation["outcome"]): number =>
    observations.filter((observation) => observation.outcome === outcome).length;
  const asAssumed = count("as assumed");
  print(
    `${asAssumed} as assumed, ${count("different")} different, ${count("not settled")} not settled, ` +
      `${chosen - observations.length} not checked.`,
  );
  return asAssumed === chosen ? exitCodes.asAssumed : exitCodes.different;
}

function printCleanUp(
  { leftovers, kept }: { readonly leftovers: readonly string[]; readonly kept: readonly string[] },
  code: number,
): number {
  for (const item of kept) print(`Stays by the service's own rules: ${item}`);
  for (const item of leftovers) print(`Could not be removed: ${item}`);
  if (leftovers.length === 0) return code;
  print("`npm run parity -- --target live --clean-up` tries again.");
  return exitCodes.leftovers;
}

function printOutcome({ id, title }: Contract, observation: Observation): void {
  print(`${observation.outcome.padEnd(11)}  ${id}: ${title}`);
  for (const difference of differencesOf(observation)) print(`             ${difference}`);
  if (observation.reason !== undefined) print(`             ${observation.reason}`);
}

function listed({ id, evidence, openPoint, title }: Contract): string {
  return `${id}  (${evidence}${openPoint === undefined ? "" : `, open point ${openPoint}`})\n    ${title}`;
}

function plan(target: Target, settings: TargetSettings, chosen: readonly Contract[]): string {
  const writing = chosen.filter(({ writes }) => writes).length;
  return [
    `${chosen.length} contracts are about to be checked on a real tenant:`,
    ...place(settings),
    `${writing} of them make something: accounts named ${target.prefix}… with a licence ${settings.sku} (two seats at a`,
    "time), their rows and roles in the environment, up to seven of them Non-interactive for a while; and groups,",
    "roles, teams and a business unit of the same names. All of it is removed again. Nothing else is changed.",
  ].join("\n");
}

function cleanUpPlan(settings: TargetSettings): string {
  return [
    `Whatever begins with ${commonPrefix} is about to be removed from a real tenant:`,
    ...place(settings),
  ].join("\n");
}

function place({ tenantId, endpoints, environmentId }: TargetSettings): string[] {
  return [
    `  tenant       ${tenantId}`,
    `  environment  ${endpoints.dataverse} (${environmentId})`,
    `  Graph        ${endpoints.graph}`,
  ];
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("Go on? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

function refuse(...lines: readonly string[]): number {
  for (const line of lines) process.stderr.write(`${line}\n`);
  return exitCodes.usage;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodes.usage;
  },
);
