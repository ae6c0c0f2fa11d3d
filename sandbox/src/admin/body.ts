import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";

/** The JSON object in a request's body. */
export function objectBody(request: SandboxRequest): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(request.body.toString("utf8"));
  } catch {
    throw new SandboxError(adminErrors.badBody, ["The body is not JSON."]);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SandboxError(adminErrors.badBody, ["The body must be a JSON object."]);
  }
  return value as Record<string, unknown>;
}
