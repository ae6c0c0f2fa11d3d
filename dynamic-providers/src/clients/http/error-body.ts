import { type Answer } from "./http";

/** What a service says of its refusal. */
export interface ErrorBody {
  /** "" when it gave none. */
  readonly code: string;
  readonly message: string;
}

const LONGEST_MESSAGE = 500;

/**
 * The error in an answer, in the shapes that the services use: OData's `error` object (Dataverse, Graph, admin
 * API), the same without the envelope, OAuth's `error_description`, `Message` of an ASP.NET host, or plain text.
 */
export function errorBody(answer: Answer): ErrorBody {
  if (answer.failure !== undefined) return { code: "", message: answer.failure.message };
  const body = parsed(answer.body);
  if (body === undefined) return { code: "", message: plain(answer.body) };
  const error = isRecord(body.error) ? body.error : body;
  const code = text(error.code) || text(body.error);
  const message = text(error.message) || text(body.error_description) || text(body.Message);
  return { code, message: shortened(message === "" ? "no reason given" : message) };
}

/** The id under which the service's support finds the request, "" when there is none. */
export function requestId({ headers }: Answer): string {
  const names = [
    "x-ms-service-request-id",
    "request-id",
    "req_id",
    "x-ms-correlation-request-id",
    "x-ms-request-id",
  ];
  return names.map((name) => headers[name]).find((value) => value !== undefined) ?? "";
}

function parsed(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The words of a page, without its markup. */
function plain(body: string): string {
  const words = body
    .replace(/<(script|style)\b[^]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words === "" ? "no reason given" : shortened(words);
}

function shortened(message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}
