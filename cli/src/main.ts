#!/usr/bin/env node
import { wantsColor, printable } from "./format/style";
import { EXIT } from "./exit-codes";
import { run } from "./run";

// Whoever reads the result may stop reading, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

run(process.argv.slice(2), {
  result: (text) => {
    process.stdout.write(text);
  },
  note: (line) => {
    process.stderr.write(`${printable(line)}\n`);
  },
  color: wantsColor(process.stdout.isTTY, process.env),
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.stderr.write("This is a fault of bc-sales itself; please report it with the lines above.\n");
    process.exitCode = EXIT.unable;
  },
);
