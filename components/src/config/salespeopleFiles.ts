import type { ProgramConfig } from "./schema";

/** The files that the salespeople are in, each once; none leaves salespeople to others. */
export function salespeopleFiles(
  config: Pick<ProgramConfig, "salespeopleFile" | "salespeopleFiles">,
): string[] {
  const { salespeopleFile, salespeopleFiles: more } = config;
  return [...new Set([...(salespeopleFile === undefined ? [] : [salespeopleFile]), ...more])];
}
