import { say } from "../say";
import { runningSandbox, startSandbox, stopSandbox } from "./sandbox";
import type { EngineWorkspace } from "../workspace";
import { openStack, STACK } from "./stack";
import { type StackOutputs, summary } from "./summary";

/** `npm run up`. @returns the exit code. */
export async function up(args: readonly string[]): Promise<number> {
  const status = await startSandbox();
  const { workspace, selection } = await openStack(status);
  say("Deploying the stack `sandbox` (some seconds; the first time about half a minute).");
  const deployed = await workspace.pulumi(["up", "--yes", "--skip-preview", ...selection, ...args], {
    show: true,
  });
  if (deployed.exitCode !== 0) return deployed.exitCode;
  if (await changedNothing(workspace)) say("Nothing has changed: everything stands as declared.");
  const outputs = await workspace.pulumi(["stack", "output", "--json", "--stack", STACK]);
  process.stdout.write(summary(JSON.parse(outputs.stdout) as StackOutputs, status.page));
  return 0;
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
export async function preview(args: readonly string[]): Promise<number> {
  const { workspace, selection } = await openStack(await startSandbox());
  const shown = await workspace.pulumi(["preview", "--diff", ...selection, ...args], { show: true });
  return shown.exitCode;
}

/** `npm run down`. */
export async function down(args: readonly string[]): Promise<number> {
  const { workspace, selection } = await openStack(await startSandbox());
  const destroyed = await workspace.pulumi(["destroy", "--yes", "--skip-preview", ...selection, ...args], {
    show: true,
  });
  if (destroyed.exitCode !== 0) return destroyed.exitCode;
  await stopSandbox();
  return 0;
}

/** `npm run pulumi -- ARGS`: the same engine, home, backend and credentials with any arguments. */
export async function pulumi(args: readonly string[]): Promise<number> {
  const { workspace } = await openStack(runningSandbox() ?? (await startSandbox()));
  return (await workspace.pulumi(args, { show: true })).exitCode;
}
