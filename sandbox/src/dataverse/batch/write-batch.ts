import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { encode } from "../../http/send";
import type { SandboxResponse } from "../../http/types";
import { joinMultipart } from "./multipart";

/** The answer to one request of a batch. */
export interface BatchAnswer {
  readonly contentId: string | undefined;
  readonly response: SandboxResponse;
}

export type BatchAnswerItem =
  | { readonly kind: "response"; readonly answer: BatchAnswer }
  | { readonly kind: "changeset"; readonly answers: readonly BatchAnswer[] };

/** The answer to a batch, framed as the documented examples are. */
export function writeBatch(status: number, items: readonly BatchAnswerItem[]): SandboxResponse {
  const boundary = `batchresponse_${randomUUID()}`;
  const body = joinMultipart(
    items.map((item) => (item.kind === "response" ? writeAnswer(item.answer) : writeChangeSet(item.answers))),
    boundary,
  );
  return {
    status,
    headers: { "Content-Type": `multipart/mixed; boundary=${boundary}` },
    body: Buffer.from(body, "latin1"),
  };
}

function writeChangeSet(answers: readonly BatchAnswer[]): string {
  const boundary = `changesetresponse_${randomUUID()}`;
  // The delimiter that follows begins with the line end that closes the last line.
  const body = joinMultipart(answers.map(writeAnswer), boundary).slice(0, -"\r\n".length);
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${body}`;
}

function writeAnswer({ contentId, response }: BatchAnswer): string {
  const { headers, body } = encode("dataverse", response);
  return [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    "",
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ""}`,
    ...Object.entries(innerHeaders(response.status, headers)).map(([name, value]) => `${name}: ${value}`),
    "",
    body.toString("latin1"),
  ].join("\r\n");
}

/** In the documented examples failures name their request, what was made has a Location, and reads are streamed. */
function innerHeaders(status: number, all: Record<string, string>): Record<string, string> {
  const headers = Object.fromEntries(Object.entries(all).filter(([name]) => name !== "REQ_ID"));
  if (status >= 400) return { REQ_ID: all.REQ_ID ?? randomUUID(), ...headers };
  const location = headers["OData-EntityId"];
  if (location !== undefined) return { Location: location, ...headers };
  if (status !== 200) return headers;
  return { ...headers, "Content-Type": "application/json; odata.metadata=minimal; odata.streaming=true" };
}
