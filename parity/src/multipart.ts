/** A request of a batch, below the service root. */
export interface BatchPart {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Needed in change sets. */
  readonly contentId?: string;
}

/** One request, or a change set. */
export type BatchItem = BatchPart | readonly BatchPart[];

export interface BatchPartAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly contentId: string | undefined;
}

const batchBoundary = "batch_parity";
const changeSetBoundary = "changeset_parity";

export const batchContentType = `multipart/mixed; boundary="${batchBoundary}"`;

/** Writes the body of a `$batch`. `root`: path of the service root, with a closing slash. */
export function writeBatch(items: readonly BatchItem[], root: string): string {
  const parts = items.map((item) => {
    if (!isChangeSet(item)) return writePart(item, root);
    const inner = multipart(
      item.map((part) => writePart(part, root)),
      changeSetBoundary,
    );
    return `Content-Type: multipart/mixed; boundary="${changeSetBoundary}"\r\n\r\n${inner}`;
  });
  return multipart(parts, batchBoundary);
}

/** The answers in a batch's body, those of change sets among the others, in their order. */
export function readBatch(text: string): BatchPartAnswer[] {
  return text.split(/(?=HTTP\/1\.1 \d{3})/).flatMap((part, index, all) => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(part)?.[1];
    if (status === undefined) return [];
    const [, ...rest] = part.split(/\r\n\r\n/);
    const body = (rest[0] ?? "")
      .replace(/\r\n--[\s\S]*$/, "")
      .replace(/^--[\s\S]*$/, "")
      .trim();
    // Headers of the part itself stand at the end of the text before it.
    const heads = (all[index - 1] ?? "").split("--");
    const contentId = /Content-ID: (\S+)/i.exec(heads.at(-1) ?? "")?.[1];
    return [{ status: Number(status), body: parsed(body), contentId }];
  });
}

function writePart({ method, path, body, contentId }: BatchPart, root: string): string {
  const head = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"];
  if (contentId !== undefined) head.push(`Content-ID: ${contentId}`);
  const target = path.startsWith("$") ? path : root + path;
  const request = [`${method} ${target} HTTP/1.1`, "Accept: application/json"];
  if (method === "PATCH") request.push("If-Match: *");
  if (body !== undefined) request.push("Content-Type: application/json");
  return `${[...head, "", ...request].join("\r\n")}\r\n\r\n${body === undefined ? "" : JSON.stringify(body)}`;
}

function multipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}

function isChangeSet(item: BatchItem): item is readonly BatchPart[] {
  return Array.isArray(item);
}

function parsed(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
