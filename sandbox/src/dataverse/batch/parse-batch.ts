import { dataverseErrors } from "../../errors/dataverse";
import { SandboxError } from "../../errors/sandbox-error";
import { parseTarget } from "../../http/target";
import { badBatch, boundaryOf, splitHead, splitMultipart, type Part } from "./multipart";
import { referencesIn } from "./references";

/** A request within a batch. */
export interface BatchRequest {
  readonly contentId: string | undefined;
  readonly method: string;
  /** As written: absolute, from the host on, below the service root, or beginning with `$` and a Content-ID. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type BatchItem =
  | { readonly kind: "request"; readonly request: BatchRequest }
  | { readonly kind: "changeset"; readonly requests: readonly BatchRequest[] };

/** Requests in one batch, those in change sets counted each. */
export const largestBatch = 1000;

/** Longest address of a part, in characters (Dataverse: Execute batch operations using the Web API). */
export const longestAddress = 65_536;

/** Reads a whole `$batch` before any of it is run. Throws the 400 of what is wrong first. */
export function parseBatch(contentType: string | undefined, body: Buffer): BatchItem[] {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) {
    throw badBatch("A batch has the Content-Type multipart/mixed with a boundary.");
  }
  const items = splitMultipart(body.toString("latin1"), boundary).map(toItem);
  const count = items.reduce((sum, item) => sum + (item.kind === "request" ? 1 : item.requests.length), 0);
  if (count === 0) throw badBatch("The batch holds no request.");
  if (count > largestBatch) {
    throw badBatch(
      `The current batch message contains too many parts. Only batch messages with a maximum number of '${largestBatch}' query operations and changesets are allowed.`,
    );
  }
  return items;
}

function toItem(part: Part, index: number): BatchItem {
  const place = `Part ${index + 1}`;
  const boundary = boundaryOf(part.headers["content-type"]);
  if (boundary === undefined) return { kind: "request", request: toRequest(part, place) };
  const requests = splitMultipart(part.content, boundary).map((inner, innerIndex) =>
    toRequest(inner, `${place}, request ${innerIndex + 1}`),
  );
  checkChangeSet(requests, place);
  return { kind: "changeset", requests };
}

function toRequest({ headers: partHeaders, content }: Part, place: string): BatchRequest {
  if (!/^application\/http\b/i.test(partHeaders["content-type"] ?? "")) {
    throw badBatch(`${place} has not the Content-Type application/http.`);
  }
  const lineEnd = content.indexOf("\r\n");
  const line = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(content.slice(0, Math.max(lineEnd, 0)));
  if (line === null) throw badBatch(`${place} does not begin with 'METHOD address HTTP/1.1'.`);
  const [, method = "", target = ""] = line;
  if (target.length > longestAddress) {
    throw badBatch(`${place} has an address of more than ${longestAddress} characters.`);
  }
  const { headers, content: body } = splitHead(content.slice(lineEnd + 2), place);
  if (/(?:^|\/)\$batch$/i.test(parseTarget(target).path)) throw badBatch(`${place} is a batch itself.`);
  return {
    contentId: partHeaders["content-id"] ?? headers["content-id"],
    method,
    target,
    headers,
    body: Buffer.from(body, "latin1"),
  };
}

function checkChangeSet(requests: readonly BatchRequest[], place: string): void {
  const known = new Set<string>();
  for (const request of requests) {
    if (request.method === "GET") throw badBatch(`${place} is a change set and holds a GET request.`);
    if (request.contentId === undefined) throw new SandboxError(dataverseErrors.noContentId);
    for (const reference of referencesIn(request)) {
      if (!known.has(reference)) throw new SandboxError(dataverseErrors.unknownContentId, [`$${reference}`]);
    }
    if (known.has(request.contentId)) {
      throw badBatch(`${place} has the Content-ID '${request.contentId}' twice.`);
    }
    known.add(request.contentId);
  }
}
