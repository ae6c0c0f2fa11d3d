import { renameSync } from "node:fs";
import { join } from "node:path";
import { say } from "../say";
import { lastLines, MINUTE, run } from "./run";
import { PREPARED_CLI } from "./version";

/** Where the npm package `pulumi` gets the official build from. */
const HOST = "https://get.pulumi.com";

/** By the npm package `pulumi`, which fetches the official build. */
export async function downloadCli(stage: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    await fetch(HOST, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
  } catch {
    throw new Error(`${HOST} does not answer.`);
  }
  say(`Downloading Pulumi ${PREPARED_CLI}, about 200 MB; this may take some minutes.`);
  await installPackage(stage, environment);
  const env = {
    ...environment,
    PULUMI_HOME: stage,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_VERSION: undefined,
  };
  const fetched = await run(process.execPath, [join(stage, "node_modules", "pulumi", "run.js"), "version"], {
    timeout: 10 * MINUTE,
    env,
  });
  if (fetched.exitCode === 124) throw new Error("the download took longer than 10 minutes and was ended.");
  if (fetched.exitCode !== 0) throw new Error(`the download failed: ${lastLines(fetched.stderr)}`);
  renameSync(join(stage, "versions", PREPARED_CLI, "bin"), join(stage, "bin"));
}

async function installPackage(stage: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const installed = await run(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", stage, `pulumi@${PREPARED_CLI}`],
    // In the stage, so that the settings of no other project count.
    { cwd: stage, timeout: 2 * MINUTE, env: environment },
  );
  if (installed.exitCode !== 0) {
    throw new Error(
      `the npm package pulumi@${PREPARED_CLI} could not be installed: ${lastLines(installed.stderr)}`,
    );
  }
}
