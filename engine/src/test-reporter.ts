import { writeFileSync } from "node:fs";
import { reporters, type MochaOptions, type Runner } from "mocha";

/** Mocha's `spec` reporter for people, and the counts for `npm test` in the file that it names. */
class TestReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = process.env.BC_SALES_TEST_REPORT;
    runner.once("end", () => {
      if (file === undefined) return;
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ stats: { passes, failures, pending } }));
    });
  }
}

export = TestReporter;
