import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import { type Filter, matches, parseFilter } from "../odata/filter";
import type { GraphCall } from "./request";
import { canonicalName, defaultProperties } from "./user-properties";

/** Refuses query options that would be ignored. */
export function allowOptions(query: URLSearchParams, allowed: readonly string[]): void {
  for (const name of query.keys()) {
    if (name.startsWith("$") && !allowed.includes(name)) {
      throw new SandboxError(graphErrors.optionNotCovered, [name]);
    }
  }
}

/** The properties to show, in their canonical spelling. */
export function selected(query: URLSearchParams): readonly string[] {
  const select = query.get("$select");
  if (!select) return defaultProperties;
  return select.split(",").map((name) => {
    const canonical = canonicalName(name.trim());
    if (canonical === undefined) throw new SandboxError(graphErrors.unknownSelect, [name.trim()]);
    return canonical;
  });
}

/** The fragment of `@odata.context` for a selection. */
export function contextOf(query: URLSearchParams): string {
  const select = query.get("$select");
  return select ? `users(${select})` : "users";
}

export interface UserFilter {
  matches(property: (name: string) => unknown): boolean;
}

/** The `$filter` of a call; undefined without one. */
export function userFilter({ request }: GraphCall): UserFilter | undefined {
  const text = request.query.get("$filter");
  if (!text) return undefined;
  // "Advanced queries" are not held to the limit of 15.
  const isAdvanced =
    request.headers.consistencylevel?.toLowerCase() === "eventual" && request.query.get("$count") === "true";
  const clauses = countClauses(text);
  if (clauses > 15 && !isAdvanced) throw new SandboxError(graphErrors.tooManyClauses, [String(clauses)]);
  const filter = parse(text);
  return {
    matches: (property) =>
      matches(filter, (name) => {
        const canonical = canonicalName(name);
        if (canonical === undefined) {
          throw new SandboxError(graphErrors.invalidFilter, [
            `Could not find a property named '${name}' on type 'microsoft.graph.user'.`,
          ]);
        }
        return property(canonical);
      }),
  };
}

function parse(text: string): Filter {
  try {
    return parseFilter(text);
  } catch (error) {
    throw new SandboxError(graphErrors.invalidFilter, [
      error instanceof Error ? error.message : String(error),
    ]);
  }
}

/** How many alternatives a filter has: terms between `or`, or values in a list, whichever are more. */
function countClauses(filter: string): number {
  const bare = filter.replace(/'(?:[^']|'')*'/g, "''");
  const alternatives = bare.split(/\sor\s/i).length;
  const listed = [...bare.matchAll(/\sin\s*\(([^)]*)\)/gi)].map(
    (match) => (match[1] ?? "").split(",").length,
  );
  return Math.max(alternatives, ...listed);
}
