#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { defaultSeed } from "./seed/seed";
import { startSandbox, type RunningSandbox } from "./start";
import { overrideRows, parseRows } from "./seed/rows";
import type { TenantRows } from "./state/tables";
import type { SandboxStatus } from "./status";

const usage = `Usage: bc-sales-sandbox [--port N] [--state DIR] [--seed-file FILE] [--json]

A local Entra, Microsoft Graph, Power Platform and Dataverse tenant on https://localhost:N, in the foreground until
it is interrupted.

  --port N          port of 127.0.0.1, 0 for any free one (default 28443)
  --state DIR       keeps the tenant there (default: in memory only)
  --seed-file FILE  JSON with rows that a new tenant has besides or instead of those of Contoso
  --json            prints the addresses and credentials as one line of JSON
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "28443" },
      state: { type: "string" },
      "seed-file": { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const sandbox = await startSandbox({
    port: portOf(values.port),
    ...(values.state === undefined ? {} : { directory: values.state }),
    ...(values["seed-file"] === undefined ? {} : { seed: readSeed(values["seed-file"]) }),
  });
  const stop = (): void => {
    void sandbox.close();
  };
  // Whoever started it may stop listening to what it prints.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.stdout.write(values.json ? `${JSON.stringify(sandbox.status)}\n` : describe(sandbox));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

function readSeed(file: string): TenantRows {
  try {
    return overrideRows(defaultSeed(), parseRows(JSON.parse(readFileSync(file, "utf8"))));
  } catch (error) {
    throw new Error(`--seed-file ${file}: ${(error as Error).message}`, { cause: error });
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
  process.stderr.write(`bc-sales-sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
