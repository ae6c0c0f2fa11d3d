// Entry of the npm scripts. Plain JavaScript without dependencies: on a fresh clone nothing is installed yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { alone } from "./alone.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
/** Digest of the lock file that the packages were installed from; scripts/build.mjs writes it too. */
const installed = join(root, "node_modules", ".package-lock.sha256");

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(message) {
  say(message);
  process.exit(1);
}

function checkPlatform() {
  if (process.platform !== "win32") return;
  fail(
    "The quick start runs on Linux and macOS. On Windows use your own Pulumi CLI and tenant, as the README says.",
  );
}

/** Packages in use are ES modules that CommonJS loads, which Node does since these releases. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  fail(
    `Node ${process.versions.node} does not run this project: it takes 20.19 or newer of Node 20, 22.12 or newer of ` +
      "Node 22, or anything later. Install one from https://nodejs.org/ and run this again.",
  );
}

function lockDigest() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
}

function isInstalled() {
  return existsSync(installed) && readFileSync(installed, "utf8") === lockDigest();
}

function isBuilt() {
  try {
    const { isFresh } = require(join(root, "dynamic-providers/dist/freshness.js"));
    const { compiledPackages } = require(join(root, "scripts/packages.cjs"));
    return compiledPackages.every((compiled) => isFresh(compiled));
  } catch {
    return false;
  }
}

async function prepare() {
  if (!isInstalled()) {
    const digest = lockDigest();
    say("Installing and compiling the packages that package-lock.json names (about a minute).");
    await npm(
      ["ci", "--include=dev"],
      "The installation failed; see above. If it is the network, check npm's registry and proxy settings; then run this again.",
    );
    writeFileSync(installed, digest);
  }
  if (!isBuilt()) {
    say("Compiling (about 20 seconds).");
    await npm(["run", "--silent", "build"], "The sources do not compile; see above.");
  }
}

function npm(args, failure) {
  return new Promise((resolve) => {
    // Standard output belongs to the command that was asked for.
    const child = spawn("npm", args, { cwd: root, stdio: ["ignore", 2, 2] });
    child.once("error", (error) => fail(`npm does not start (${error.message}). It comes with Node.`));
    child.once("exit", (code) => (code === 0 ? resolve() : fail(failure)));
  });
}

checkPlatform();
checkNode();
if (!isInstalled() || !isBuilt()) {
  await alone(join(root, ".local", "setup.lock"), prepare, (pid) => {
    say(`Another run (process ${pid}) is installing or compiling here; waiting for it.`);
  });
}
const { main } = require("./dist/main.js");
process.exitCode = await main(process.argv.slice(2));
