import { endWithEngine, engineAddress } from "../end-with-engine";
import { serve } from "./host";

/** The engine starts a language host with its own address, and reads the port from the first line. */
const address = engineAddress(process.argv.slice(2));
void serve(address).then((port) => {
  process.stdout.write(`${String(port)}\n`);
  endWithEngine(address);
});
