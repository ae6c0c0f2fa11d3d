import { httpErrors } from "../errors/http";
import { SandboxError } from "../errors/sandbox-error";

/**
 * Refuses a request that names another host (a page elsewhere whose name was made to point to this machine) or comes
 * from a page of another origin. Returns the origin as the client addressed it.
 */
export function checkOrigin(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  port: number,
): string {
  const allowed = [`localhost:${port}`, `127.0.0.1:${port}`];
  const host = (headers.host ?? "").toLowerCase();
  if (!allowed.includes(host)) throw new SandboxError(httpErrors.foreignHost, [allowed.join(" and "), host]);
  const origin = headers.origin;
  if (origin !== undefined && !allowed.some((own) => origin === `https://${own}`)) {
    throw new SandboxError(httpErrors.foreignOrigin, [origin]);
  }
  return `https://${host}`;
}
