import { dirname, join } from "node:path";
import type { StackOptions } from "./preview";
import { redact } from "./redact";
import type { Found } from "./report/marker";
import { runAndShow } from "./run";

export interface Audit {
  readonly found: Found;
  readonly markdown: string;
}

/** Runs `bc-sales audit`, which asks the tenant itself and needs no Pulumi. */
export async function audit({ stack, directory, configFile }: StackOptions): Promise<Audit> {
  const program = join(dirname(require.resolve("@bc-sales/cli/package.json")), "dist", "main.js");
  const { exitCode, stdout, output } = await runAndShow(
    process.execPath,
    [
      ...[program, "audit", "--stack", stack, "--format", "markdown"],
      ...(configFile === undefined ? [] : ["--config-file", configFile]),
    ],
    { cwd: directory, env: process.env },
  );
  // Without a report there is what it said instead.
  const markdown = stdout.trim() === "" ? output : stdout;
  return { found: FOUND[exitCode] ?? "unknown", markdown: redact(markdown, process.env) };
}

/** By exit code of `bc-sales audit`. */
const FOUND: Readonly<Record<number, Found>> = { 0: "clean", 1: "drift", 2: "unknown" };
