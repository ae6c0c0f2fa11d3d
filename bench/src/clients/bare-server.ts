// The least that can answer: what a client costs is measured against it, in a process of its own.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCertificates } from "../../../sandbox/dist/http/certificates";

/** What it says when it listens. */
export interface Listening {
  readonly url: string;
  readonly ca: string;
}

const BODY = JSON.stringify({ value: [{ id: "1", displayName: "Somebody", accountEnabled: true }] });

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "bc-sales-bench-"));
  const { cert, key, caFile } = await loadCertificates(directory);
  const ca = readFileSync(caFile, "utf8");
  rmSync(directory, { recursive: true });
  const server = createServer({ cert, key, keepAlive: true }, (_message, response) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": String(BODY.length),
      "x-ms-dop-hint": "8",
    });
    response.end(BODY);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `https://localhost:${port}`, ca } satisfies Listening);
  });
  // Whoever measures has gone.
  process.once("disconnect", () => {
    server.close();
    server.closeAllConnections();
  });
}

void main();
