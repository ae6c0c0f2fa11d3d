import { dataverseErrors } from "../../errors/dataverse";
import { SandboxError } from "../../errors/sandbox-error";

/** A part of a multipart body. Text is "latin1": one character a byte, so that nothing is lost. */
export interface Part {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** The boundary in a `multipart/mixed` content type; undefined when it is none. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/mixed\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? "",
  );
  return match?.[1] ?? match?.[2];
}

/**
 * The parts of a multipart body (RFC 2046, section 5.1). Lines end in CRLF. Throws 400 when a part or the body does
 * not end as it must.
 */
export function splitMultipart(body: string, boundary: string): Part[] {
  const text = `\r\n${body}`;
  const delimiter = `\r\n--${boundary}`;
  const parts: Part[] = [];
  let position = text.indexOf(delimiter);
  if (position < 0) {
    throw badBatch(`The body has no line '--${boundary}'. Lines of a batch end in CRLF.`);
  }
  for (;;) {
    position += delimiter.length;
    if (text.startsWith("--", position)) return parts;
    const lineEnd = text.indexOf("\r\n", position);
    const next = lineEnd < 0 ? -1 : text.indexOf(delimiter, lineEnd);
    if (next < 0)
      throw badBatch(`The line '--${boundary}--' is missing at the end. Lines of a batch end in CRLF.`);
    if (text.slice(position, lineEnd).trim() !== "") {
      throw badBatch(`The line after part ${parts.length} goes on after the boundary.`);
    }
    parts.push(splitHead(text.slice(lineEnd + 2, next), `Part ${parts.length + 1}`));
    position = next;
  }
}

/** Headers and what follows the blank line after them. */
export function splitHead(text: string, place: string): Part {
  const headers: Record<string, string> = {};
  let position = 0;
  for (;;) {
    const lineEnd = text.indexOf("\r\n", position);
    if (lineEnd < 0) throw badBatch(`${place} has no blank line after its headers.`);
    const line = text.slice(position, lineEnd);
    position = lineEnd + 2;
    if (line === "") return { headers, content: text.slice(position) };
    const colon = line.indexOf(":");
    if (colon < 1) throw badBatch(`${place} has a header without a colon.`);
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
}

/** A body of parts that are already written out, each from its headers to the end of its content. */
export function joinMultipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}

export function badBatch(reason: string): SandboxError {
  return new SandboxError(dataverseErrors.badBatch, [reason]);
}
