import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import { type Filter, matches, parseFilter } from "../odata/filter";
import { ODataSyntaxError } from "../odata/syntax-error";
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
  const filter = parse(text);
  checkFilter(filter, isAdvanced ? Infinity : 15);
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
    // A function that is not covered stays a 501, never a misleading 400.
    if (!(error instanceof ODataSyntaxError)) throw error;
    throw new SandboxError(graphErrors.invalidFilter, [error.message]);
  }
}

/** Refuses what the sandbox does not know for users, and more alternatives than Graph takes. */
function checkFilter(filter: Filter, maxAlternatives: number): void {
  switch (filter.kind) {
    case "and":
    case "or":
      if (filter.kind === "or") checkAlternatives(filter.operands.length, maxAlternatives);
      for (const operand of filter.operands) checkFilter(operand, maxAlternatives);
      return;
    case "in":
      checkAlternatives(filter.values.length, maxAlternatives);
      return;
    case "compare":
      if (filter.operator === "eq") return;
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with ${filter.operator}`]);
    case "text":
      if (filter.function === "startswith") return;
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with ${filter.function}`]);
    default:
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with ${filter.kind}`]);
  }
}

function checkAlternatives(count: number, max: number): void {
  if (count > max) throw new SandboxError(graphErrors.tooManyClauses, [String(count)]);
}
