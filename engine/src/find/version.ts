/**
 * The oldest CLI that runs this project. 3.200 is a year older than the SDK in use; its engine knows
 * everything that the SDK asks for: refresh before each operation, typed project configuration with objects.
 */
export const OLDEST_CLI = "3.200.0";

/** The CLI that is downloaded or built when there is none, as pinned in `engine/go.mod`. */
export const PREPARED_CLI = "3.259.0";

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
