#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defaultSeed } from "./seed/seed";
import { parsePlan } from "./faults/parse-rule";
import { startSandbox, type RunningSandbox, type SandboxOptions } from "./start";
import { overrideRows, parseRows } from "./seed/rows";
import type { TenantRows } from "./state/tables";
import type { SandboxStatus } from "./status";

const usage = `Usage: bc-sales-sandbox [--port N] [--state DIR] [--seed-file FILE] [--people N] [--faults FILE] [--json]

A local Entra, Microsoft Graph, Power Platform and Dataverse tenant on https://localhost:N, in the foreground until
it is interrupted.

  --port N          port of 127.0.0.1, 0 for any free one (default 28443)
  --state DIR       keeps the tenant there (default: in memory only)
  --seed-file FILE  JSON with rows that a new tenant has besides or instead of those of Contoso
  --people N        so many more people in a new tenant, licensed and in the environment (default 0)
  --faults FILE     JSON with faults that are on from the start, as POST /admin/faults takes them
  --json            prints the addresses and credentials as one line of JSON
  --help            prints this
`;

/** Exit code of a command line that is not understood; 1 is a sandbox that cannot start. */
const badUsage = 2;

/** A mistake on the command line; the message names the flag. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(usage);
    return;
  }
  const sandbox = await startSandbox(options.sandbox);
  const stop = (): void => {
    void sandbox.close();
  };
  // Whoever started it may stop listening to what it prints.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(options.json ? `${JSON.stringify(sandbox.status)}\n` : describe(sandbox));
}

function readOptions(args: string[]): { sandbox: SandboxOptions; json: boolean } | "help" {
  const values = parseFlags(args);
  if (values.help) return "help";
  const { state, "seed-file": seedFile, faults } = values;
  return {
    json: values.json,
    sandbox: {
      port: numberOf("port", values.port, 65_535),
      people: numberOf("people", values.people, 1_000_000),
      ...(state === undefined ? {} : { directory: state }),
      ...(seedFile === undefined ? {} : { seed: readJson("seed-file", seedFile, readSeed) }),
      ...(faults === undefined ? {} : { faults: readJson("faults", faults, parsePlan) }),
    },
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string", default: "28443" },
        state: { type: "string" },
        "seed-file": { type: "string" },
        people: { type: "string", default: "0" },
        faults: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    // Of Node's hints, the first sentence names the flag.
    const [reason = ""] = (error as Error).message.split(/(?<=\.) |\n/);
    throw new UsageError(reason, { cause: error });
  }
}

function numberOf(flag: string, text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > most) {
    throw new UsageError(`--${flag} takes a number from 0 to ${most}, not "${text}".`);
  }
  return number;
}

function readSeed(value: unknown): TenantRows {
  return overrideRows(defaultSeed(), parseRows(value));
}

function readJson<T>(flag: string, file: string, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new UsageError(`--${flag} ${file}: ${(error as Error).message}`, { cause: error });
  }
}

function describe({ status }: RunningSandbox): string {
  const lines: [string, string][] = [
    ["page", status.page],
    ["organization URL", status.dataverse],
    ["authority", status.authority],
    ["Microsoft Graph", status.graph],
    ["Power Platform", status.powerPlatform],
    ["environment id", status.environmentId],
    ["tenant id", status.tenantId],
    ["client id", status.clientId],
    ["client secret", whereIsSecret(status)],
    ["certificate authority", status.caFile],
    ["state", status.directory ?? "in memory only"],
  ];
  const table = lines.map(([name, value]) => `  ${name.padEnd(22)}${value}\n`).join("");
  return `The sandbox is running (process ${status.pid}). Interrupt it to stop.\n${table}`;
}

/** A secret has no place on a screen; a local one neither. */
function whereIsSecret({ directory, admin }: SandboxStatus): string {
  return `clientSecret in ${directory === null ? `${admin}/status` : `${directory}/credentials.json`}`;
}

main().catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`bc-sales-sandbox: ${message}\n${isUsage ? `\n${usage}` : ""}`);
  process.exitCode = isUsage ? badUsage : 1;
});
