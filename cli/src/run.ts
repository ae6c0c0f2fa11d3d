import { ConfigError } from "@bc-sales/components/config";
import { formatProblem, ProblemsError, ServiceError } from "@bc-sales/dynamic-providers/inspect";
import { CommanderError } from "commander";
import { EXIT, type ExitCode } from "./exit-codes";
import type { Output } from "./output";
import { program } from "./program";

/**
 * Runs one command.
 *
 * @param args - without the program's own name.
 * @returns the exit code; what went wrong has been said.
 */
export async function run(args: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = EXIT.unable;
  const command = program(output, (ended) => {
    code = ended;
  });
  try {
    await command.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has said it already; help that was asked for is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.unable;
    if (error instanceof ProblemsError)
      for (const problem of error.problems) output.note(formatProblem(problem));
    else if (error instanceof ServiceError || error instanceof ConfigError) output.note(error.message);
    else throw error;
    return EXIT.unable;
  }
}
