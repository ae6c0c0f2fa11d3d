import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";

/** For a write to a row that exists: throws 412 when the request's `If-Match` or `If-None-Match` forbids it. */
export function checkConditions(etag: string, { headers }: Pick<SandboxRequest, "headers">): void {
  if (headers["if-none-match"] === "*") throw new SandboxError(dataverseErrors.duplicate);
  const wanted = headers["if-match"];
  if (wanted !== undefined && wanted !== "*" && wanted !== etag) {
    throw new SandboxError(dataverseErrors.versionMismatch);
  }
}
