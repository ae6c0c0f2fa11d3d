import type { Evidence } from "../http/types";

/** One entry of a service's error catalogue. */
export interface ErrorEntry {
  /** As the service writes it: `Request_BadRequest`, `0x80040237`, `AADSTS7000215`. */
  readonly code: string;
  readonly status: number;
  /** `{0}`, `{1}` … are replaced by the arguments. */
  readonly message: string;
  /** Where the entry is written down or was seen. */
  readonly source: string;
  readonly evidence: Evidence;
}

/**
 * A refusal as the real service would answer it. Thrown anywhere below a route handler; the dispatcher undoes what
 * the request has changed and writes the body in the service's own shape.
 */
export class SandboxError extends Error {
  readonly code: string;
  readonly status: number;
  /** Sent besides those of the service, e.g. `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    entry: ErrorEntry,
    args: readonly string[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(
      entry.message.replace(/\{(\d)\}/g, (placeholder, index: string) => args[Number(index)] ?? placeholder),
    );
    this.name = "SandboxError";
    this.code = entry.code;
    this.status = entry.status;
    this.headers = headers;
  }
}
