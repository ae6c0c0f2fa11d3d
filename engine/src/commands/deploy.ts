import { join } from "node:path";
import { alone } from "../../alone.mjs";
import { local } from "../paths";
import { say } from "../say";
import type { EngineWorkspace } from "../workspace";
import { sandbox } from "./sandbox";
import { openStack, STACK, stackExists } from "./stack";
import { type StackOutputs, summary } from "./summary";

/** `npm run up`. @returns the exit code. */
export function up(args: readonly string[]): Promise<number> {
  return oneAtATime(async () => {
    const status = await sandbox.start();
    const { workspace, configuration } = await openStack(status);
    say("Deploying the stack `sandbox` (some seconds; the first time about half a minute).");
    const deployed = await workspace.pulumi(
      // The summary says what the outputs say.
      ["up", "--yes", "--skip-preview", "--suppress-outputs", "--stack", STACK, ...configuration, ...args],
      { show: true },
    );
    if (deployed.exitCode !== 0) return deployed.exitCode;
    if (await changedNothing(workspace)) say("Nothing has changed: everything stands as declared.");
    const outputs = await workspace.pulumi(["stack", "output", "--json", "--stack", STACK]);
    if (outputs.exitCode !== 0) throw new Error(`The outputs could not be read: ${outputs.stderr.trim()}`);
    process.stdout.write(summary(JSON.parse(outputs.stdout) as StackOutputs, status.page));
    return 0;
  });
}

/** Whether the last deployment left every resource as it was. */
async function changedNothing(workspace: EngineWorkspace): Promise<boolean> {
  const history = await workspace.pulumi([
    "stack",
    "history",
    "--json",
    "--page-size",
    "1",
    "--stack",
    STACK,
  ]);
  if (history.exitCode !== 0) return false;
  const [last] = JSON.parse(history.stdout) as { resourceChanges?: Record<string, number> }[];
  return Object.keys(last?.resourceChanges ?? {}).join() === "same";
}

/** `npm run preview`. */
export function preview(args: readonly string[]): Promise<number> {
  return oneAtATime(async () => {
    const { workspace, configuration } = await openStack(await sandbox.start());
    say("Comparing the stack `sandbox` with the tenant (some seconds).");
    const shown = await workspace.pulumi(["preview", "--diff", "--stack", STACK, ...configuration, ...args], {
      show: true,
    });
    return shown.exitCode;
  });
}

/** `npm run down`. */
export function down(args: readonly string[]): Promise<number> {
  return oneAtATime(async () => {
    if (stackExists()) {
      const { workspace, configuration } = await openStack(await sandbox.start());
      say("Taking back what the stack `sandbox` has made (some seconds).");
      const destroyed = await workspace.pulumi(
        ["destroy", "--yes", "--skip-preview", "--stack", STACK, ...configuration, ...args],
        { show: true },
      );
      if (destroyed.exitCode !== 0) return destroyed.exitCode;
    } else {
      say("Nothing has been deployed here, so there is nothing to take back.");
    }
    await sandbox.stop();
    return 0;
  });
}

/** The commands of Pulumi that read the stack's configuration and take `--config-file`, with their other names. */
const CONFIGURED = ["up", "update", "deploy", "preview", "pre", "destroy", "down", "dn", "refresh", "watch"];

/** `npm run pulumi -- ARGS`: the same engine, home, backend and credentials with any arguments. */
export async function pulumi(args: readonly string[]): Promise<number> {
  const { workspace, configuration } = await openStack((await sandbox.running()) ?? (await sandbox.start()));
  const [command = "", ...rest] = args;
  const own = rest.some((argument) => /^--config-file(=|$)/.test(argument));
  const added = CONFIGURED.includes(command) && !own ? configuration : [];
  const finished = await workspace.pulumi([...(command === "" ? [] : [command]), ...added, ...rest], {
    show: true,
    input: true,
  });
  return finished.exitCode;
}

function oneAtATime(work: () => Promise<number>): Promise<number> {
  return alone(join(local, "run.lock"), work, (pid) => {
    say(`Another run (process ${String(pid)}) is at work on the stack; waiting for it.`);
  });
}
