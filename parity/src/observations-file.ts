import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Observations } from "./observations";

/** Where observations of live runs are kept: `parity/observations.json`, in the repository. */
export const observationsFile = join(__dirname, "..", "observations.json");

/** What live runs have found; undefined when there has been none. Throws when the file is damaged. */
export function readObservations(file = observationsFile): Observations | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON.`, { cause: error });
  }
  if (!isObservations(value)) throw new Error(`${file} does not hold observations as parity writes them.`);
  return value;
}

export function writeObservations(observations: Observations, file = observationsFile): void {
  writeFileSync(file, `${JSON.stringify(observations, undefined, 2)}\n`);
}

function isObservations(value: unknown): value is Observations {
  if (typeof value !== "object" || value === null || !("contracts" in value)) return false;
  const { contracts } = value;
  return (
    "date" in value &&
    typeof value.date === "string" &&
    Array.isArray(contracts) &&
    contracts.every(
      (item: unknown) => typeof item === "object" && item !== null && "id" in item && "outcome" in item,
    )
  );
}

/** A run of some contracts keeps what earlier runs have found of the others. */
export function mergeObservations(before: Observations | undefined, now: Observations): Observations {
  if (before?.target !== now.target) return now;
  const checked = new Set(now.contracts.map(({ id }) => id));
  return { ...now, contracts: [...before.contracts.filter(({ id }) => !checked.has(id)), ...now.contracts] };
}
