import { tmpdir } from "node:os";
import { join } from "node:path";
import { MINUTE, run } from "./run";

/**
 * The oldest CLI that runs this project. 3.200 is a year older than the SDK in use; its engine knows
 * everything that the SDK asks for: refresh before each operation, typed project configuration with objects.
 */
export const OLDEST_CLI = "3.200.0";

/** The CLI that is downloaded or built when there is none, as pinned in `engine/go.mod`. */
export const PREPARED_CLI = "3.259.0";

/** What a CLI says of itself, e.g. `v3.259.0`; empty when it does not run. */
export async function versionOf(pulumi: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const finished = await run(pulumi, ["version"], {
    timeout: MINUTE,
    // Even `pulumi version` writes a log into its home; a person's own is left alone.
    env: {
      ...environment,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_HOME: join(tmpdir(), "bc-sales-pulumi-version"),
    },
  });
  return finished.exitCode === 0 ? finished.stdout.trim() : "";
}

/** Whether `version` (`v3.259.0`, `3.259.0-dev.1`) is at least `oldest`; false when it is no version. */
export function isAtLeast(version: string, oldest: string): boolean {
  const have = numbers(version);
  const need = numbers(oldest);
  if (have === undefined || need === undefined) return false;
  for (let index = 0; index < 3; index += 1) {
    const difference = (have[index] ?? 0) - (need[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  return match?.slice(1).map(Number);
}
