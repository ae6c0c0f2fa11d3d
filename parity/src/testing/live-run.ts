import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RunningSandbox } from "@bc-sales/sandbox";

/** For parity's own tests: the runner as a process of its own, with a sandbox in the place of the real tenant. */
export interface LiveRun {
  readonly process: ChildProcess;
  /** Exit code, and what it has printed on both streams. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

export function startLive(
  sandbox: RunningSandbox,
  options: readonly string[],
  changes: Readonly<Record<string, string | undefined>> = {},
): LiveRun {
  const child = spawn(process.execPath, [join(__dirname, "..", "main.js"), "--target", "live", ...options], {
    env: { PATH: process.env.PATH, ...variables(sandbox), ...changes },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  return { process: child, ended };
}

function variables({ status, store }: RunningSandbox): Record<string, string | undefined> {
  const { authority, graph, powerPlatform } = status;
  const [tenant] = store.all("tenants");
  return {
    NODE_EXTRA_CA_CERTS: status.caFile,
    AZURE_TENANT_ID: status.tenantId,
    AZURE_CLIENT_ID: status.clientId,
    AZURE_CLIENT_SECRET: status.clientSecret,
    BC_SALES_PARITY_ORGANIZATION_URL: status.dataverse,
    BC_SALES_PARITY_ENVIRONMENT_ID: status.environmentId,
    BC_SALES_PARITY_SKU: "DYN365_ENTERPRISE_SALES",
    BC_SALES_PARITY_DOMAIN: tenant?.verifiedDomains[0],
    BC_SALES_PARITY_ENDPOINTS: JSON.stringify({ authority, metadata: authority, graph, powerPlatform }),
  };
}
