import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import { etagOf } from "./project";
import type { Call } from "./route";
import type { Entity } from "./tables/table";

/** Whether a write may touch a row that exists (Dataverse: Perform conditional operations). Throws 412 if not. */
export function checkConditions(row: Entity, { request }: Call): void {
  if (request.headers["if-none-match"] === "*") throw new SandboxError(dataverseErrors.duplicate);
  const wanted = request.headers["if-match"];
  if (wanted !== undefined && wanted !== "*" && wanted !== etagOf(row)) {
    throw new SandboxError(dataverseErrors.versionMismatch);
  }
}

/** Whether a PATCH may make the row that it names and that does not exist: without If-Match it may. */
export function mayCreate({ request }: Call): boolean {
  return request.headers["if-match"] === undefined;
}
