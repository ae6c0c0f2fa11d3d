import { type Answer, unanswered } from "../http/http";
import { isRow, type Row } from "../http/rows";

/** Graph takes no more requests in one JSON batch ("Combine multiple HTTP requests using JSON batching"). */
export const GRAPH_BATCH_SIZE = 20;

/** One request of a JSON batch. */
export interface GraphBatchRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** After the version, e.g. `/users/…`. */
  readonly url: string;
  readonly body?: unknown;
}

/** The body of a `$batch` request. Requests do not depend on each other, so Graph answers them in any order. */
export function encodeGraphBatch(requests: readonly GraphBatchRequest[]): {
  readonly requests: readonly Row[];
} {
  return {
    requests: requests.map(({ method, url, body }, index) => ({
      id: String(index + 1),
      method,
      url,
      // A body demands its content type.
      ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body }),
    })),
  };
}

/**
 * The answers in a `$batch` answer, in the order of the requests. One that is missing counts as not answered,
 * since its request may have been carried out.
 */
export function decodeGraphBatch(body: string, count: number): Answer[] {
  const byId = new Map(responsesOf(body).map((response) => [String(response.id), response]));
  return Array.from({ length: count }, (_, index) => {
    const response = byId.get(String(index + 1));
    return typeof response?.status === "number" ? answerOf(response, response.status) : unanswered();
  });
}

function responsesOf(body: string): Row[] {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRow(parsed) && Array.isArray(parsed.responses) ? parsed.responses.filter(isRow) : [];
  } catch {
    return [];
  }
}

function answerOf(response: Row, status: number): Answer {
  const headers = isRow(response.headers) ? response.headers : {};
  const body = response.body;
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body),
  };
}
