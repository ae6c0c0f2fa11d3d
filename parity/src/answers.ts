import { NotSettled } from "./not-settled";
import type { Answer } from "./target/https-client";

export type Row = Readonly<Record<string, unknown>>;

/** Status and code of an answer as one text: `412 0x80040237`, or the status alone. */
export function codeOf({ status, body }: Pick<Answer, "status" | "body">): string {
  const code = errorOf(body)?.code;
  return typeof code === "string" ? `${status} ${code}` : String(status);
}

export function messageOf({ body }: Pick<Answer, "body">): string {
  const message = errorOf(body)?.message;
  return typeof message === "string" ? message : "";
}

/** The body as an object; empty for anything else. */
export function objectOf(body: unknown): Row {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Row) : {};
}

/** The rows of a list; none for anything else. */
export function rowsOf({ body }: Pick<Answer, "body">): readonly Row[] {
  const { value } = objectOf(body);
  return Array.isArray(value) ? (value as Row[]) : [];
}

export function textOf(row: Row | undefined, key: string): string {
  const value = row?.[key];
  return typeof value === "string" ? value : "";
}

/** What a check needs before it begins. Throws `NotSettled` when the service answers something else than success. */
export function needed(what: string, answer: Answer): Answer {
  if (answer.status >= 400) throw new NotSettled(`${what}: ${codeOf(answer)} ${messageOf(answer)}`);
  return answer;
}

function errorOf(body: unknown): Row | undefined {
  const { error } = objectOf(body);
  return typeof error === "object" && error !== null ? (error as Row) : undefined;
}

/** A query string: names as they are, values encoded. */
export function query(options: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

export function keysOf(body: unknown): string[] {
  return Object.keys(objectOf(body)).filter((key) => !key.includes("@"));
}
