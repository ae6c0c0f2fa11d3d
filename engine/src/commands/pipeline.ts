import { join } from "node:path";
import { run } from "../find/run";
import { repository } from "../paths";
import { namedStack } from "./bc-sales";
import { sandbox } from "./sandbox";
import { openStack, STACK } from "./stack";

const program = join(repository, "pipelines", "dist", "main.js");

/**
 * `npm run -s pipeline -- ARGS`: the steps of a pipeline, in the project's folder. For the stack `sandbox` they get the
 * engine and the tenant of the quick start. @returns the exit code.
 */
export async function pipeline(args: readonly string[]): Promise<number> {
  if (namedStack(args) !== STACK) return start(args, process.env);
  const { workspace, configuration } = await openStack((await sandbox.running()) ?? (await sandbox.start()));
  const [command = "", ...rest] = args;
  return start([command, ...configuration, ...rest], workspace.environment);
}

async function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { exitCode } = await run(process.execPath, [program, ...args], { cwd: repository, env, show: true });
  return exitCode;
}
