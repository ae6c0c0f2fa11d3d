import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { local, repository } from "../paths";
import { deployedPort, noteDeployedPort } from "../sandbox-port";
import { say } from "../say";
import { type EngineWorkspace, prepareWorkspace } from "../workspace";
import { removeStaleLocks } from "./stale-locks";

const PROJECT = "bc-sales";
/** The stack that the quick start deploys. */
export const STACK = "sandbox";
const committed = join(repository, "Pulumi.sandbox.yaml");
/** The origin that `Pulumi.sandbox.yaml` is written for. */
const COMMITTED_ORIGIN = "https://localhost:28443";

/** This project's stack `sandbox` on the running sandbox, with everything it stores below `.local/`. */
export interface SandboxStack {
  readonly workspace: EngineWorkspace;
  /** Arguments that name the configuration, for commands that take them: none where it is the committed one. */
  readonly configuration: readonly string[];
}

/** Whether there ever was a deployment. */
export function stackExists(): boolean {
  return existsSync(join(local, "state", ".pulumi", "stacks", PROJECT, `${STACK}.json`));
}

export async function openStack(status: SandboxStatus): Promise<SandboxStack> {
  const workspace = await prepareWorkspace({ directory: repository, status, storage: local });
  if (!stackExists()) {
    const made = await workspace.pulumi(["stack", "init", STACK]);
    if (made.exitCode !== 0) throw new Error(`The stack could not be made: ${made.stderr.trim()}`);
  }
  if (removeStaleLocks(join(local, "state"), PROJECT, STACK) > 0) {
    say("An earlier run was ended half-way; this one goes on from what it had noted.");
  }
  await followTenant(workspace, Number(new URL(status.dataverse).port));
  return { workspace, configuration: configFile(status) };
}

/** The tenant is the same on whatever port it listens; the state of the stack names it by its address. */
async function followTenant(workspace: EngineWorkspace, port: number): Promise<void> {
  const before = deployedPort(local);
  if (before !== undefined && before !== port) {
    say(`The sandbox was on port ${String(before)} before; the stack follows it to ${String(port)}.`);
    const file = join(local, "moving.json");
    try {
      const exported = await workspace.pulumi(["stack", "export", "--stack", STACK, "--file", file]);
      if (exported.exitCode !== 0) throw new Error(exported.stderr.trim());
      const state = readFileSync(file, "utf8");
      writeFileSync(file, state.replaceAll(`localhost:${String(before)}`, `localhost:${String(port)}`));
      const imported = await workspace.pulumi(["stack", "import", "--stack", STACK, "--file", file]);
      if (imported.exitCode !== 0) throw new Error(imported.stderr.trim());
    } catch (error) {
      throw new Error(
        `The stack could not be moved to port ${String(port)}: ${(error as Error).message}\n` +
          `Stop the sandbox and run with BC_SALES_SANDBOX_PORT=${String(before)}.`,
        { cause: error },
      );
    } finally {
      rmSync(file, { force: true });
    }
  }
  noteDeployedPort(local, port);
}

/** On another port than the committed configuration names, a copy of it with that port is used. */
export function configFile(status: SandboxStatus): string[] {
  if (status.dataverse === COMMITTED_ORIGIN) return [];
  const adapted = join(local, "Pulumi.sandbox.yaml");
  mkdirSync(local, { recursive: true });
  writeFileSync(adapted, readFileSync(committed, "utf8").replaceAll(COMMITTED_ORIGIN, status.dataverse));
  return ["--config-file", adapted];
}
