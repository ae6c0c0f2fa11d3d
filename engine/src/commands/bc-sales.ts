import { join } from "node:path";
import { tenantEnvironment } from "../environment";
import { run } from "../find/run";
import { repository } from "../paths";
import { say } from "../say";
import { sandbox } from "./sandbox";
import { configFile, STACK } from "./stack";

const program = join(repository, "cli", "dist", "main.js");

/**
 * `npm run -s bc-sales -- ARGS`: the command line, in the project's folder. For the stack `sandbox` it signs in to the
 * sandbox that runs. @returns the exit code.
 */
export async function bcSales(args: readonly string[]): Promise<number> {
  if (namedStack(args) !== STACK) return start(args, process.env);
  const status = await sandbox.running();
  if (status === undefined) {
    say(
      `The sandbox is not running, so that the stack "${STACK}" has no tenant. Start it with \`npm run up\`.`,
    );
    return 2;
  }
  const own = args.some((argument) => /^--config-file(=|$)/.test(argument));
  const configuration = own ? [] : configFile(status);
  return start([...args, ...configuration], tenantEnvironment(status, process.env));
}

async function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { exitCode } = await run(process.execPath, [program, ...args], {
    cwd: repository,
    env,
    show: true,
    input: true,
  });
  return exitCode;
}

/** The value of `--stack`, however it is written. Pure. */
export function namedStack(args: readonly string[]): string | undefined {
  const index = args.findIndex((argument) => /^--stack(=|$)/.test(argument));
  const argument = args[index];
  if (argument === undefined) return undefined;
  return argument === "--stack" ? args[index + 1] : argument.slice("--stack=".length);
}
