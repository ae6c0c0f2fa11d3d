import { odataErrors } from "../errors/odata";
import { SandboxError } from "../errors/sandbox-error";

/** A query option that cannot be read. Services that have a code of their own for it catch it and throw that. */
export class ODataSyntaxError extends SandboxError {
  /** `position` counts characters from 0; `reason` has no closing stop. */
  constructor(text: string, position: number, reason: string) {
    super(odataErrors.malformed, [
      String(position),
      text.length > 200 ? `${text.slice(0, 200)}…` : text,
      reason,
    ]);
    this.name = "ODataSyntaxError";
  }
}
