import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changes, type PreviewEvents, readEvents } from "./engine-events";
import { redact } from "./redact";
import type { Found } from "./report/marker";
import { runAndShow } from "./run";
import { UsageError } from "./usage-error";

export interface StackOptions {
  readonly stack: string;
  /** Folder of the project. */
  readonly directory: string;
  readonly configFile?: string;
}

export interface Preview {
  readonly events: PreviewEvents;
  /** What Pulumi printed, without the secrets of the environment. */
  readonly output: string;
  readonly failed: boolean;
  readonly found: Found;
}

/**
 * Runs `pulumi preview --refresh`, with `pulumi` from PATH, and passes on what it prints.
 * @param more further arguments for Pulumi.
 */
export async function preview(options: StackOptions, more: readonly string[]): Promise<Preview> {
  const folder = mkdtempSync(join(tmpdir(), "bc-sales-pipeline-"));
  const log = join(folder, "events.jsonl");
  try {
    const finished = await runAndShow("pulumi", [...previewArguments(options), "--event-log", log, ...more], {
      cwd: options.directory,
      // As the Automation API does: the log of events is asked for by a flag that Pulumi hides otherwise.
      env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true" },
    });
    if (finished.missing) {
      throw new UsageError(
        "There is no `pulumi` on PATH. Install it (https://www.pulumi.com/docs/iac/download-install/); for the stack " +
          "of the quick start use `npm run -s pipeline -- … --stack sandbox`, which brings its own.",
      );
    }
    const events = readEvents(read(log));
    const failed = finished.exitCode !== 0;
    return { events, failed, output: redact(finished.output, process.env), found: found(events, failed) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function previewArguments({ stack, configFile }: StackOptions): string[] {
  return [
    ...["preview", "--refresh", "--diff", "--non-interactive", "--color", "never", "--stack", stack],
    ...(configFile === undefined ? [] : ["--config-file", configFile]),
  ];
}

/** A preview that failed half-way has seen only a part. */
function found({ operations, errors }: PreviewEvents, failed: boolean): Found {
  if (failed || errors > 0 || operations === undefined) return "unknown";
  return changes(operations) ? "drift" : "clean";
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
