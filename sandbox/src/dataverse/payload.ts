import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";

/** The JSON object in a request's body. Throws 0x80048d19 for anything else. */
export function readPayload(request: SandboxRequest, entitySet: string): Record<string, unknown> {
  const text = request.body.toString("utf8");
  if (text.trim() !== "" && !/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new SandboxError(dataverseErrors.streamNotReadable);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badPayload(entitySet, "The body is no JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badPayload(entitySet, "The body is no JSON object.");
  }
  return value as Record<string, unknown>;
}

export function badPayload(entitySet: string, reason: string): SandboxError {
  return new SandboxError(dataverseErrors.badPayload, [entitySet, reason]);
}

/**
 * The id in a reference to a row: `https://…/api/data/v9.2/roles(guid)`, or the same relative to the service root,
 * with or without a leading slash. Throws 0x80060888 when it is no reference to a row of `entitySet`.
 */
export function idInReference(reference: unknown, entitySet: string): string {
  const text = typeof reference === "string" ? reference : JSON.stringify(reference ?? null);
  const relative = text.replace(/^https?:\/\/[^/]+/i, "").replace(/^\/(?:api\/data\/v9\.[012]\/)?/, "");
  const match = /^(\w+)\(([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\)$/i.exec(relative);
  if (match?.[1] === entitySet && match[2] !== undefined) return match[2].toLowerCase();
  throw new SandboxError(dataverseErrors.segmentNotFound, [text]);
}
