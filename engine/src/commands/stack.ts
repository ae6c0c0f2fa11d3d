import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { local, repository } from "../paths";
import { say } from "../say";
import { type EngineWorkspace, prepareWorkspace } from "../workspace";

import { removeStaleLocks } from "./stale-locks";

/** The stack that the quick start deploys. */
export const STACK = "sandbox";
const committed = join(repository, "Pulumi.sandbox.yaml");
/** The port that `Pulumi.sandbox.yaml` is written for. */
const COMMITTED_ORIGIN = "https://localhost:28443";

/** This project's stack `sandbox` on the running sandbox, with everything it stores below `.local/`. */
export interface SandboxStack {
  readonly workspace: EngineWorkspace;
  /** Arguments that name the stack and its configuration, for commands that take them. */
  readonly selection: readonly string[];
}

export async function openStack(status: SandboxStatus): Promise<SandboxStack> {
  const workspace = await prepareWorkspace({ directory: repository, status, storage: local });
  const listed = await workspace.pulumi(["stack", "ls", "--json"]);
  const stacks = listed.exitCode === 0 ? (JSON.parse(listed.stdout) as { name: string }[]) : [];
  if (!stacks.some((stack) => stack.name === STACK)) {
    const made = await workspace.pulumi(["stack", "init", STACK, "--no-select"]);
    if (made.exitCode !== 0) throw new Error(`The stack could not be made: ${made.stderr.trim()}`);
  }
  await workspace.pulumi(["stack", "select", STACK]);
  if (removeStaleLocks(join(local, "state"), "bc-sales", STACK) > 0) {
    say("An earlier run was ended half-way; this one goes on from what it had noted.");
  }
  return { workspace, selection: ["--stack", STACK, ...configFile(status)] };
}

/** On another port than the committed configuration names, a copy of it with that port is used. */
function configFile(status: SandboxStatus): string[] {
  if (status.dataverse === COMMITTED_ORIGIN) return [];
  const adapted = join(local, "Pulumi.sandbox.yaml");
  mkdirSync(local, { recursive: true });
  writeFileSync(adapted, readFileSync(committed, "utf8").replaceAll(COMMITTED_ORIGIN, status.dataverse));
  return ["--config-file", adapted];
}
