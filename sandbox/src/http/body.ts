import type { IncomingMessage } from "node:http";
import { httpErrors } from "../errors/http";
import { SandboxError } from "../errors/sandbox-error";

/** Bytes. Far above a full batch of 1 000 parts. */
export const bodyLimit = 16 * 1024 * 1024;

/** The whole body. One above the limit is read to its end, so that the refusal reaches the client, but not kept. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > bodyLimit) throw new SandboxError(httpErrors.bodyTooLarge, [String(bodyLimit)]);
  return Buffer.concat(chunks);
}
