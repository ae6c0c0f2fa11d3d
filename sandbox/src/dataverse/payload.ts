import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";
import type { Sandbox } from "../sandbox";
import { idOfKey, keyPattern } from "./alternate-key";
import type { Table } from "./tables/table";

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

/** The id that a body gives to the row it makes; undefined: it leaves it to the service. */
export function idInPayload(payload: Readonly<Record<string, unknown>>, table: Table): string | undefined {
  const id = payload[table.key];
  if (id === undefined || id === null) return undefined;
  if (typeof id === "string" && new RegExp(`^(?:${keyPattern("")})$`).test(id)) return id.toLowerCase();
  throw badPayload(
    table.entitySet,
    `Cannot convert the literal '${show(id)}' to the type of '${table.key}'.`,
  );
}

/** A value of a body as messages quote it. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/**
 * The id in a reference to a row: `https://…/api/data/v9.2/roles(guid)`, or the same relative to the service root,
 * with or without a leading slash; users and teams may be named by an alternate key. Throws 0x80060888 when it is no
 * reference to a row of `entitySet`.
 */
export function idInReference(reference: unknown, entitySet: string, sandbox: Sandbox): string {
  const text = typeof reference === "string" ? reference : JSON.stringify(reference ?? null);
  const relative = text.replace(/^https?:\/\/[^/]+/i, "").replace(/^\/(?:api\/data\/v9\.[012]\/)?/, "");
  const match = new RegExp(`^(\\w+)\\((${keyPattern(entitySet)})\\)$`).exec(relative);
  if (match?.[1] === entitySet && match[2] !== undefined) return idOfKey(entitySet, match[2], sandbox);
  throw new SandboxError(dataverseErrors.segmentNotFound, [show(reference ?? null)]);
}
