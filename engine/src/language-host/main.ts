import { serve } from "./host";

/** The engine starts a language host with its own address first, and reads the port from the first line. */
const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
void serve(engineAddress).then((port) => {
  process.stdout.write(`${String(port)}\n`);
});
