import { odataErrors } from "../errors/odata";
import { SandboxError } from "../errors/sandbox-error";

/** A query option that cannot be read. Services that have a code of their own for it catch it and throw that. */
export class ODataSyntaxError extends SandboxError {
  /** `position` counts characters from 0; `reason` has no closing stop. Without one: a quote that is not closed. */
  constructor(text: string, position: number, reason?: string) {
    const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
    if (reason === undefined) super(odataErrors.unterminated, [String(position), shown]);
    else super(odataErrors.malformed, [String(position), shown, reason]);
    this.name = "ODataSyntaxError";
  }
}
