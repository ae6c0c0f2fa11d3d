import type { SandboxStatus } from "@bc-sales/sandbox";
import { local } from "../paths";
import { SandboxProcess } from "../sandbox-process";
import { say } from "../say";

/** The sandbox of this repository. */
export const sandbox = new SandboxProcess(local);

/** `npm run sandbox -- start|stop|status [--json]`. @returns the exit code. */
export async function sandboxCommand(args: readonly string[]): Promise<number> {
  const [verb = "", ...options] = args;
  if (!["start", "stop", "status"].includes(verb) || options.some((option) => option !== "--json")) {
    say("Usage: npm run sandbox -- start|stop|status [--json]");
    return 2;
  }
  const json = options.length > 0;
  if (verb === "stop") {
    await sandbox.stop();
    return 0;
  }
  const status = verb === "start" ? await sandbox.start() : await sandbox.running();
  if (json) process.stdout.write(`${JSON.stringify(status ?? null)}\n`);
  if (status === undefined) {
    say("The sandbox is not running. Start it with `npm run sandbox -- start`.");
    return 1;
  }
  if (!json) say(describe(status));
  return 0;
}

function describe(status: SandboxStatus): string {
  const addresses = [
    ["page", status.page],
    ["organization URL", status.dataverse],
    ["Microsoft Graph", status.graph],
    ["Power Platform", status.powerPlatform],
    ["admin routes", status.admin],
  ] as const;
  return [
    `The sandbox is running (process ${String(status.pid)}).`,
    ...addresses.map(([name, value]) => `  ${name.padEnd(18)}${value}`),
  ].join("\n");
}
