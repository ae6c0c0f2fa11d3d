// Publishes the packages whose version is not on the registry yet, and tags them. How a release is done: docs/architecture.md.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { repositoryAddress, repositoryFields } from "./repository.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { publishedPackages } = require("./packages.cjs");

let address;
try {
  address = repositoryAddress();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { stdio: "inherit" });
const manifests = publishedPackages.map((name) => {
  const file = join(root, name, "package.json");
  return { name, file, text: readFileSync(file, "utf8") };
});
try {
  for (const { name, file, text } of manifests) {
    const { name: packageName, version, description, ...others } = JSON.parse(text);
    const made = { name: packageName, version, description, ...repositoryFields(address, name), ...others };
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  }
  execFileSync(process.execPath, [require.resolve("@changesets/cli/bin.js"), "publish"], {
    cwd: root,
    stdio: "inherit",
  });
} catch {
  // What went wrong has been said by changesets or npm.
  process.exitCode = 1;
} finally {
  for (const { file, text } of manifests) writeFileSync(file, text);
}
