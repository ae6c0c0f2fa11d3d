import { type Answer, unanswered } from "../http/http";

/** One request of a `$batch`. */
export interface BatchPart {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the root of the host, e.g. `/api/data/v9.2/roles(…)`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

const CRLF = "\r\n";

/**
 * The body of a Dataverse `$batch` request without change sets (Web API: "Execute batch operations"). Lines end
 * in CRLF; a part with a body says its length, without which the service cannot read it.
 */
export function encodeBatch(parts: readonly BatchPart[], boundary: string): string {
  const encoded = parts.map(({ method, path, headers, body }) => {
    const all = {
      ...headers,
      ...(body === undefined
        ? {}
        : { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) }),
    };
    return [
      `--${boundary}`,
      "Content-Type: application/http",
      "Content-Transfer-Encoding: binary",
      "",
      `${method} ${path} HTTP/1.1`,
      ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
      "",
      body ?? "",
    ].join(CRLF);
  });
  return [...encoded, `--${boundary}--`, ""].join(CRLF);
}

/**
 * The answers in a `$batch` answer, in the order of the requests. One that is missing, broken off or unreadable
 * counts as not answered, since its request may have been carried out; so do all when there are more answers than
 * requests, since nothing tells which belongs to which.
 */
export function decodeBatch(answer: Answer, count: number): Answer[] {
  const boundary = boundaryOf(answer.headers["content-type"] ?? "");
  const parts = boundary === undefined ? [] : partsOf(answer.body, boundary).map(decodePart);
  return Array.from({ length: count }, (_, index) =>
    parts.length > count ? unanswered() : (parts[index] ?? unanswered()),
  );
}

function boundaryOf(contentType: string): string | undefined {
  const match = /^multipart\/mixed\b.*?;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/** What stands between two delimiters, which are lines of their own; the last one has two more dashes. */
function partsOf(body: string, boundary: string): string[] {
  const literal = boundary.replace(/[^\w\s]/g, "\\$&");
  const pieces = `\n${body}`.split(new RegExp(`\\n--${literal}(?=--|[ \\t]*\\r?(?:\\n|$))`));
  const closed = pieces.slice(1, -1);
  const end = closed.findIndex((piece) => piece.startsWith("--"));
  return closed
    .slice(0, end < 0 ? undefined : end)
    .map((piece) => piece.slice(piece.indexOf("\n") + 1).replace(/\r$/, ""));
}

/** A part is MIME headers, then an HTTP answer: status line, headers, body. */
function decodePart(part: string): Answer | undefined {
  const [, http] = divided(part);
  const [head, body] = divided(http);
  // A line that begins with a blank goes on with the one before.
  const [statusLine = "", ...headerLines] = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(statusLine)?.[1];
  if (status === undefined) return undefined;
  return { status: Number(status), headers: headersOf(headerLines), body: body.replace(/(\r?\n)+$/, "") };
}

/** What comes before and after the first empty line. */
function divided(text: string): [string, string] {
  const match = /^\r?\n|\r?\n\r?\n/.exec(text);
  if (match === null) return [text, ""];
  return [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
}
