// Compiles every package and the program, and stamps the result with a digest of its sources.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--build"], {
  cwd: root,
  stdio: "inherit",
});

const { writeStamp } = require(join(root, "dynamic-providers/dist/freshness.js"));
for (const name of ["dynamic-providers", "components", "sandbox", "engine", "test"]) {
  writeStamp({ directory: join(root, name), sources: ["src"], output: "dist" });
}
writeStamp({ directory: root, sources: ["index.ts", "config"], output: "bin" });
