import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findEngine } from "../find/engine";
import { run } from "../find/run";
import { local, repository } from "../paths";
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
  const report = join(local, "test-report.json");
  mkdirSync(local, { recursive: true });
  rmSync(report, { force: true });
  const mocha = require.resolve("mocha/bin/mocha.js");
  const finished = await run(process.execPath, [mocha, ...args], {
    cwd: repository,
    show: true,
    env: { ...process.env, BC_SALES_TEST_REPORT: report },
  });
  if (!existsSync(report)) {
    say("The test runner ended before it could report.");
    return finished.exitCode || 1;
  }
  const { passes, failures, pending } = (JSON.parse(readFileSync(report, "utf8")) as MochaReport).stats;
  const skipped = process.env.CI && pending > 0;
  if (skipped) say(`${String(pending)} tests did not run; where CI is set every test must.`);
  const failed = failures + (skipped ? pending : 0);
  process.stdout.write(
    `${String(passes)} passed, ${String(failed)} failed${pending > 0 && !skipped ? `, ${String(pending)} skipped` : ""}\n`,
  );
  return finished.exitCode || (failed > 0 || passes === 0 ? 1 : 0);
}
