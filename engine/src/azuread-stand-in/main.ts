import { serve } from "./server";

void serve().then((port) => {
  process.stdout.write(`${String(port)}\n`);
});
