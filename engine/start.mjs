// Entry of the npm scripts. Plain JavaScript without dependencies: on a fresh clone nothing is installed yet.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
/** Written by scripts/build.mjs at the end of each installation, whoever asked for it. */
const installed = join(root, "node_modules", ".package-lock.sha256");

function say(line) {
  process.stderr.write(`${line}\n`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `Node ${process.versions.node} is too old: 20.19 or newer is needed. Install one from https://nodejs.org/.`,
  );
  process.exit(1);
}

function lockDigest() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function install() {
  if (existsSync(installed) && readFileSync(installed, "utf8") === lockDigest()) return;
  say("Installing the packages that package-lock.json names (about half a minute).");
  npm(
    ["ci", "--include=dev"],
    "The packages could not be installed. Check the network and npm's registry setting, then run this again.",
  );
}

function build() {
  const stale = () => {
    try {
      const { isFresh } = require(join(root, "dynamic-providers/dist/freshness.js"));
      const { compiledPackages } = require(join(root, "scripts/packages.cjs"));
      return !compiledPackages.every((compiled) => isFresh(compiled));
    } catch {
      return true;
    }
  };
  if (!stale()) return;
  say("Compiling (about 20 seconds).");
  npm(["run", "--silent", "build"], "The sources do not compile; see above.");
}

function npm(args, failure) {
  try {
    // Standard output belongs to the command that was asked for.
    execFileSync("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
  } catch {
    say(failure);
    process.exit(1);
  }
}

function checkPlatform() {
  if (process.platform !== "win32") return;
  say(
    "The quick start runs on Linux and macOS. On Windows use your own Pulumi CLI and tenant, as the README says.",
  );
  process.exit(1);
}

checkPlatform();
checkNode();
install();
build();
const { main } = require("./dist/main.js");
process.exitCode = await main(process.argv.slice(2));
