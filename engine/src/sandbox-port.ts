import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DEFAULT_PORT = 28443;

/**
 * The port for the sandbox: the one that is asked for, else the one that the stack was deployed on, else 28443.
 *
 * @throws Error when `asked` is no port.
 */
export function sandboxPort(asked: string | undefined, local: string): number {
  if (asked === undefined || asked === "") return deployedPort(local) ?? DEFAULT_PORT;
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port < 1 || port > 65_535) {
    throw new Error(`BC_SALES_SANDBOX_PORT is "${asked}". Use a port from 1 to 65535, or unset it.`);
  }
  return port;
}

/** The port that the stack's state knows its tenant by; undefined before the first deployment. */
export function deployedPort(local: string): number | undefined {
  const file = portFile(local);
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
}

export function noteDeployedPort(local: string, port: number): void {
  writeFileSync(portFile(local), String(port));
}

function portFile(local: string): string {
  return join(local, "sandbox.port");
}
