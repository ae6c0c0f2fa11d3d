// Takes the newest @pulumi/pulumi in every package that names it, and installs. For a throw-away checkout: it changes
// package.json files and the lock file.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const name = "@pulumi/pulumi";
const version = process.argv[2] ?? npm("view", name, "version").trim();
const { workspaces } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
for (const folder of [".", ...workspaces]) {
  const file = join(root, folder, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  for (const kind of ["dependencies", "devDependencies"]) {
    if (manifest[kind]?.[name] !== undefined) manifest[kind][name] = version;
  }
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
console.error(`Installing ${name} ${version}.`);
npm("install", "--include=dev", "--no-audit", "--no-fund");

function npm(...args) {
  return execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
