// Takes the picture of the sandbox's page that the docs show. Needs compiled packages and Chromium.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { TestClient } = require(join(root, "sandbox/dist/testing/client.js"));
const { makeAccountSet } = require(join(root, "test/dist/page/accountSet.js"));
const { findBrowser, openBrowser } = require(join(root, "test/dist/page/browser.js"));

const file = join(root, "docs/images/sandbox-page.png");
const executable = findBrowser();
if (executable === undefined) {
  console.error("There is no browser. Install Chromium, or name one with CHROMIUM_PATH.");
  process.exit(1);
}
const client = await TestClient.start();
try {
  await makeAccountSet(client);
  const browser = await openBrowser(executable, client.sandbox);
  try {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1200, height: 1050 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(client.sandbox.url);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
} finally {
  await client.close();
}
console.log(file);
