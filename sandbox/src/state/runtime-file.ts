import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type SandboxSettings } from "../settings";
import { writePrivateFile } from "./private-file";

/** What a sandbox keeps besides the tenant: its settings and how far its clock was stepped. */
export interface Runtime {
  readonly settings: Partial<SandboxSettings>;
  /** Milliseconds. */
  readonly clockOffset: number;
}

export function readRuntime(directory: string): Runtime {
  const path = join(directory, "settings.json");
  if (!existsSync(path)) return { settings: {}, clockOffset: 0 };
  return JSON.parse(readFileSync(path, "utf8")) as Runtime;
}

export function writeRuntime(directory: string, runtime: Runtime): void {
  writePrivateFile(join(directory, "settings.json"), JSON.stringify(runtime));
}
