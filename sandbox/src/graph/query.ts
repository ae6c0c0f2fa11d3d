import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import type { SandboxRequest } from "../http/types";
import type { GraphCall } from "./request";
import { canonicalName, defaultProperties, uncoveredProperties } from "./user-properties";

/** Refuses query options that would be ignored. */
export function allowOptions(query: URLSearchParams, allowed: readonly string[]): void {
  for (const name of query.keys()) {
    if (name.startsWith("$") && !allowed.includes(name)) {
      throw new SandboxError(graphErrors.optionNotCovered, [name]);
    }
  }
}

/** An "advanced query" on directory objects: these are answered from an index with more operators. */
export function isAdvanced({ headers, query }: SandboxRequest): boolean {
  return isEventual(headers) && query.get("$count") === "true";
}

function isEventual(headers: SandboxRequest["headers"]): boolean {
  return headers.consistencylevel?.toLowerCase() === "eventual";
}

/** The properties to show, in their canonical spelling. */
export function selected(query: URLSearchParams): readonly string[] {
  const select = query.get("$select");
  return select ? propertiesIn(select) : defaultProperties;
}

/** The properties of a user that a list names. */
export function propertiesIn(list: string): readonly string[] {
  return list.split(",").map((text) => {
    const name = text.trim();
    const canonical = canonicalName(name);
    if (canonical !== undefined) return canonical;
    if (uncoveredProperties.has(name)) throw new SandboxError(graphErrors.propertyNotCovered, [name]);
    throw new SandboxError(graphErrors.unknownSelect, [name]);
  });
}

/** The fragment of `@odata.context` for a selection. */
export function contextOf(query: URLSearchParams): string {
  const select = query.get("$select");
  const expand = query.has("$expand") ? ["manager()"] : [];
  const fields = [...(select ? [select] : []), ...expand].join(",");
  return fields ? `users(${fields})` : "users";
}

/** Part of a collection as an answer: pages of 100, or of `$top`, at most 999. */
export function pageOf<T extends { readonly id: string }>(
  { request, root }: GraphCall,
  path: string,
  context: string,
  found: readonly T[],
  show: (item: T) => unknown,
): Record<string, unknown> {
  const { query, headers } = request;
  const count = query.get("$count") === "true";
  if (count && !isEventual(headers)) throw new SandboxError(graphErrors.countUnsupported);
  const size = pageSize(query.get("$top"));
  const start = startOf(query.get("$skiptoken"), found);
  const page = found.slice(start, start + size);
  const body: Record<string, unknown> = { "@odata.context": `${root}/$metadata#${context}` };
  if (count) body["@odata.count"] = found.length;
  const last = page.at(-1);
  if (last !== undefined && start + size < found.length) {
    const next = new URLSearchParams(query);
    next.set("$skiptoken", last.id);
    body["@odata.nextLink"] = `${root}${path}?${next.toString()}`;
  }
  body.value = page.map(show);
  return body;
}

function pageSize(top: string | null): number {
  if (top === null) return 100;
  const size = Number(top);
  if (!/^\d+$/.test(top) || size < 1 || size > 999)
    throw new SandboxError(graphErrors.invalidPageSize, [top]);
  return size;
}

/** The token is the id of the last item of the page before. */
function startOf(skipToken: string | null, items: readonly { readonly id: string }[]): number {
  if (skipToken === null) return 0;
  const last = items.findIndex(({ id }) => id === skipToken);
  if (last < 0) throw new SandboxError(graphErrors.expiredPage);
  return last + 1;
}
