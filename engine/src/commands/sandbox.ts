import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { isAlive } from "../find/lock";
import { local } from "../paths";
import { say } from "../say";

const DEFAULT_PORT = "28443";
const directory = join(local, "sandbox");
/** The addresses and credentials of the sandbox that runs; readable by its owner only. */
const statusFile = join(local, "sandbox.json");
const logFile = join(local, "sandbox.log");
/** The port of last time: the stack's state knows the tenant by it. */
const portFile = join(local, "sandbox.port");

/** `npm run sandbox -- start|stop|status [--json]`. @returns the exit code. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  const [verb, ...options] = args;
  const json = options.includes("--json");
  switch (verb) {
    case "start":
      print(await startSandbox(), json);
      return 0;
    case "stop":
      await stopSandbox();
      return 0;
    case "status": {
      const status = runningSandbox();
      if (status) {
        print(status, json);
        return 0;
      }
      if (json) process.stdout.write("null\n");
      say("The sandbox is not running. Start it with `npm run sandbox -- start`.");
      return 1;
    }
    default:
      say("Usage: npm run sandbox -- start|stop|status [--json]");
      return 2;
  }
}

/** The sandbox of this repository, if it runs. */
export function runningSandbox(): SandboxStatus | undefined {
  if (!existsSync(statusFile)) return undefined;
  try {
    const status = JSON.parse(readFileSync(statusFile, "utf8")) as SandboxStatus;
    if (isAlive(status.pid)) return status;
  } catch {
    // Half-written by a start that was interrupted: there is no sandbox then.
  }
  rmSync(statusFile, { force: true });
  return undefined;
}

/** Starts the sandbox beside this process, unless it runs. @throws Error when the port is taken, or it does not start. */
export async function startSandbox(): Promise<SandboxStatus> {
  const running = runningSandbox();
  if (running) return running;
  const port = process.env.BC_SALES_SANDBOX_PORT ?? lastPort() ?? DEFAULT_PORT;
  say(`Starting the sandbox, a local tenant, on port ${port} (a second or two).`);
  mkdirSync(directory, { recursive: true });
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(
    process.execPath,
    [
      require.resolve("@bc-sales/sandbox").replace(/index\.js$/, "main.js"),
      "--port",
      port,
      "--state",
      directory,
      "--json",
    ],
    { detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  child.unref();
  for (let tries = 0; tries < 300; tries += 1) {
    const status = printed();
    if (status) {
      writeFileSync(statusFile, JSON.stringify(status), { mode: 0o600 });
      writeFileSync(portFile, new URL(status.authority).port);
      return status;
    }
    if (child.exitCode !== null) break;
    await delay(100);
  }
  const reason = readFileSync(logFile, "utf8").trim();
  throw new Error(
    `The sandbox did not start: ${reason || "it said nothing within 30 s"}\n` +
      "If the port is taken by something else, set BC_SALES_SANDBOX_PORT to a free one.",
  );
}

function lastPort(): string | undefined {
  return existsSync(portFile) ? readFileSync(portFile, "utf8") : undefined;
}

/** The status that a starting sandbox prints as one line of JSON. */
function printed(): SandboxStatus | undefined {
  for (const line of readFileSync(logFile, "utf8").split("\n").slice(0, -1)) {
    if (line.startsWith("{")) return JSON.parse(line) as SandboxStatus;
  }
  return undefined;
}

export async function stopSandbox(): Promise<void> {
  const status = runningSandbox();
  if (!status) {
    say("The sandbox is not running.");
    return;
  }
  process.kill(status.pid, "SIGTERM");
  for (let tries = 0; tries < 100 && isAlive(status.pid); tries += 1) await delay(100);
  rmSync(statusFile, { force: true });
  say(`The sandbox has stopped. Its tenant is kept in ${directory}.`);
}

function print(status: SandboxStatus, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(status)}\n`);
    return;
  }
  say(`The sandbox is running (process ${String(status.pid)}).`);
  for (const [name, value] of [
    ["page", status.page],
    ["organization URL", status.dataverse],
    ["Microsoft Graph", status.graph],
    ["Power Platform", status.powerPlatform],
    ["admin routes", status.admin],
  ] as const) {
    say(`  ${name.padEnd(18)}${value}`);
  }
}
