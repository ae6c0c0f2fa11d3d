import { UsageError } from "../usage-error";

export interface HttpOptions {
  /** Origin and path that every request begins with, without a slash at its end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What to do when the token may not do it. */
  readonly remedy: string;
}

export type Method = "GET" | "POST" | "PATCH";

/** Asks a service that speaks JSON. @throws UsageError for every answer that is no success. */
export type Ask = <T>(method: Method, path: string, body?: unknown, contentType?: string) => Promise<T>;

/** Milliseconds. */
const PATIENCE = 30_000;

export function http({ base, headers, remedy }: HttpOptions): Ask {
  return async <T>(method: Method, path: string, body?: unknown, contentType = "application/json") => {
    const what = `${method} ${base}${path}`;
    const response = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": contentType }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
      // A redirect would carry the token elsewhere; Azure DevOps answers with one to its sign-in page.
      redirect: "manual",
    }).catch((error: unknown) => {
      throw new UsageError(`${what}: no answer (${reason(error)}). Run the job again.`, { cause: error });
    });
    const text = await response.text();
    if (!response.ok) throw new UsageError(refusal(what, response.status, text, remedy));
    return JSON.parse(text) as T;
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function refusal(what: string, status: number, text: string, remedy: string): string {
  const rights = (status >= 300 && status < 400) || [401, 403, 404].includes(status);
  return `${what}: refused with ${String(status)} ${excerpt(text)} ${rights ? remedy : "Run the job again, and report it if it stays."}`;
}

/** What the service says, where it says something to people. */
function excerpt(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? `(${message}).` : ".";
  } catch {
    return ".";
  }
}
