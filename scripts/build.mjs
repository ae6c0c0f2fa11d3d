// Compiles every package and the program, and stamps the result with a digest of its sources.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

function compiler() {
  try {
    // Tests are compiled with the code, and need their types.
    require.resolve("@types/mocha/package.json");
    return require.resolve("typescript/bin/tsc");
  } catch {
    console.error(
      "The packages are compiled from their sources, and what that takes is not installed. " +
        "Install with development dependencies, also where NODE_ENV is production: `npm ci --include=dev`.",
    );
    process.exit(1);
  }
}

try {
  execFileSync(process.execPath, [compiler(), "--build"], { cwd: root, stdio: "inherit" });
} catch {
  // The compiler has said what is wrong.
  process.exit(1);
}

const { writeStamp } = require(join(root, "dynamic-providers/dist/freshness.js"));
const { compiledPackages } = require("./packages.cjs");
for (const compiled of compiledPackages) writeStamp(compiled);

// npm runs `prepare` at the end of an installation: from then on the installed packages are those of the lock file.
if (process.env.npm_lifecycle_event === "prepare") {
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  writeFileSync(join(root, "node_modules", ".package-lock.sha256"), digest);
}
