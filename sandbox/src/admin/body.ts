import { adminErrors } from "../errors/admin";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";

/** A mistake in the body is the caller's: its message goes back as 400. */
export function asBadBody<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new SandboxError(adminErrors.badBody, [error.message]);
    }
    throw error;
  }
}

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
