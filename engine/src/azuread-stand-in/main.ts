import { endWithEngine, engineAddress } from "../end-with-engine";
import { serve } from "./server";

void serve().then((port) => {
  process.stdout.write(`${String(port)}\n`);
  endWithEngine(engineAddress(process.argv.slice(2)));
});
