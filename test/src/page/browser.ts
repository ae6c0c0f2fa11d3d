import { createHash, X509Certificate } from "node:crypto";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { connect } from "node:tls";
import type { RunningSandbox } from "@bc-sales/sandbox";
import { chromium, type BrowserContext } from "playwright-core";

/** The browser to test with: `CHROMIUM_PATH`, else one on PATH; undefined when there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment.CHROMIUM_PATH) return environment.CHROMIUM_PATH;
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  return ["chromium", "chromium-browser", "google-chrome"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find(isExecutable);
}

/**
 * The browser to test with. Without one a person is told how to get it, and the tests are not run; where CI is set
 * every test must run, so that it is an error.
 */
export function browserOrSkip(tests: Mocha.Context): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  const message = "No browser: install Chromium, or name one with CHROMIUM_PATH, to test pages.";
  if (process.env.CI) throw new Error(message);
  console.log(`      ${message}`);
  return tests.skip();
}

/** A browser that trusts the key of one sandbox and nothing else that is not in its own store. */
export interface TestBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export async function openBrowser(executablePath: string, sandbox: RunningSandbox): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "bc-sales-browser-"));
  const remove = (): void => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        `--ignore-certificate-errors-spki-list=${await keyOf(sandbox)}`,
      ],
    });
    return {
      context,
      close: async () => {
        await context.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** SHA-256 of the server's public key as browsers write it, of a certificate that the sandbox's authority has signed. */
async function keyOf({ url, status }: RunningSandbox): Promise<string> {
  const socket = connect({
    host: "127.0.0.1",
    port: Number(new URL(url).port),
    ca: readFileSync(status.caFile),
    servername: "localhost",
  });
  try {
    await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
    const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
    return createHash("sha256")
      .update(publicKey.export({ type: "spki", format: "der" }))
      .digest("base64");
  } finally {
    socket.destroy();
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
