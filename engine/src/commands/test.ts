import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine } from "../find/engine";
import { run } from "../find/run";
import { repository } from "../paths";
import { say } from "../say";

interface MochaReport {
  readonly stats: { readonly passes: number; readonly failures: number; readonly pending: number };
}

/**
 * `npm test -- ARGS`: every test, with the engine prepared before; ARGS go to mocha. Its last line is
 * `N passed, N failed`. Where `CI` is set a test that did not run is a failure.
 */
export async function test(args: readonly string[]): Promise<number> {
  const engine = await findEngine();
  say(`Testing with Pulumi ${engine.version} and Node ${process.version} (some minutes).`);
  const folder = mkdtempSync(join(tmpdir(), "bc-sales-test-"));
  try {
    return await runTests(args, join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runTests(args: readonly string[], report: string): Promise<number> {
  const isCi = Boolean(process.env.CI);
  const mocha = require.resolve("mocha/bin/mocha.js");
  const finished = await run(process.execPath, [mocha, ...(isCi ? ["--forbid-only"] : []), ...args], {
    cwd: repository,
    show: true,
    env: { ...process.env, BC_SALES_TEST_REPORT: report },
  });
  if (!existsSync(report)) {
    say("The test runner ended before it could report.");
    return finished.exitCode || 1;
  }
  const { passes, failures, pending } = (JSON.parse(readFileSync(report, "utf8")) as MochaReport).stats;
  const { line, failed } = verdict({ passes, failures, pending, isCi });
  if (isCi && pending > 0) say(`${String(pending)} tests did not run; where CI is set every test must.`);
  process.stdout.write(`${line}\n`);
  return finished.exitCode || (failed ? 1 : 0);
}

/** The last line of a run, and whether it failed: no test at all is a failure, and where CI is set so is a skipped one. */
export function verdict(run: {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  readonly isCi: boolean;
}): { readonly line: string; readonly failed: boolean } {
  const failures = run.failures + (run.isCi ? run.pending : 0);
  const skipped = run.isCi ? 0 : run.pending;
  return {
    line: `${String(run.passes)} passed, ${String(failures)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ""}`,
    failed: failures > 0 || run.passes === 0,
  };
}
