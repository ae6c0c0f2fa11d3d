import { renameSync } from "node:fs";
import { join } from "node:path";
import { say } from "../say";
import { lastLine, MINUTE, run } from "./run";
import { PREPARED_CLI } from "./version";

/** By the npm package `pulumi`, which fetches the official build. */
export async function downloadCli(stage: string): Promise<void> {
  const host = "https://get.pulumi.com";
  try {
    await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(5_000) });
  } catch {
    throw new Error(`${host} does not answer.`);
  }
  say(`Downloading Pulumi ${PREPARED_CLI}, about 200 MB; this may take some minutes.`);
  const installed = await run(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", stage, `pulumi@${PREPARED_CLI}`],
    { timeout: 2 * MINUTE },
  );
  if (installed.exitCode !== 0)
    throw new Error(`the npm package pulumi@${PREPARED_CLI} could not be installed.`);
  const fetched = await run(process.execPath, [join(stage, "node_modules", "pulumi", "run.js"), "version"], {
    timeout: 10 * MINUTE,
    env: { ...process.env, PULUMI_HOME: stage, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (fetched.exitCode !== 0) throw new Error(`the download failed: ${lastLine(fetched.stderr)}`);
  renameSync(join(stage, "versions", PREPARED_CLI, "bin"), join(stage, "bin"));
}
