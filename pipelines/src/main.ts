import { CommanderError } from "commander";
import { EXIT } from "./exit-codes";
import { program } from "./program";
import { UsageError } from "./usage-error";

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

program(say, (code) => {
  process.exitCode = code;
})
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = EXIT.unable;
    if (error instanceof CommanderError) {
      // Commander has said it; --help is no failure.
      if (error.exitCode === 0) process.exitCode = EXIT.ok;
    } else if (error instanceof UsageError) {
      say(error.message);
    } else {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      say("This is a fault of the pipeline's steps themselves; please report it with the lines above.");
    }
  });
