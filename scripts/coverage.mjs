// Writes docs/sandbox-coverage.md from the code. With --check: says whether the file is what would be written.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { coverageDocument } = require(join(root, "sandbox/dist/coverage/document.js"));
const { TestClient } = require(join(root, "sandbox/dist/testing/client.js"));
const parity = require(join(root, "parity/dist/index.js"));

const file = join(root, "docs/sandbox-coverage.md");
const text = coverageDocument(await routes(), {
  contracts: parity.contracts ?? [],
  observations: observations(),
});
if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
  console.log(file);
} else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  console.error(
    "docs/sandbox-coverage.md is not what the code says. Run `npm run coverage` and commit the result.",
  );
  process.exitCode = 1;
}

async function routes() {
  const client = await TestClient.start();
  try {
    return (await client.send("GET", "/admin/coverage")).body;
  } finally {
    await client.close();
  }
}

/** What runs against real tenants have found, one line a difference. */
function observations() {
  const found = parity.readObservations?.();
  if (found?.target !== "live") return undefined;
  return {
    date: found.date,
    contracts: found.contracts.map((one) => ({ ...one, seen: parity.differencesOf(one) })),
  };
}
