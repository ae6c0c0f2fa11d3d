import { type Finished, run } from "@bc-sales/engine";

/** What npm tells its scripts about the package they belong to; a project elsewhere must not hear of it. */
const OF_THIS_SCRIPT =
  /^(npm_(package|lifecycle|command|execpath|node)|npm_config_(local_prefix|prefix|workspace)|INIT_CWD$)/;

/** The variables of a shell in another folder; how the registry is reached is kept. */
export const elsewhere: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !OF_THIS_SCRIPT.test(name)),
);

/** Runs npm in a folder. @throws Error with what npm said when it fails. */
export async function npm(directory: string, ...args: string[]): Promise<string> {
  return succeeded(await run("npm", args, { cwd: directory, env: elsewhere }), `npm ${args.join(" ")}`);
}

/** Standard output. @throws Error with all output when the command failed. */
export function succeeded(finished: Finished, command: string): string {
  if (finished.exitCode !== 0) {
    throw new Error(`${command} ended with ${finished.exitCode}:\n${finished.stdout}${finished.stderr}`);
  }
  return finished.stdout;
}
