import { graphErrors } from "../errors/graph";
import { SandboxError } from "../errors/sandbox-error";
import { type Filter, matches, parseFilter } from "../odata/filter";
import { ODataSyntaxError } from "../odata/syntax-error";
import type { EntraUser } from "../state/model";
import type { Store } from "../state/store";
import { isAdvanced } from "./query";
import type { GraphCall } from "./request";
import { canonicalName } from "./user-properties";
import { userProperty } from "./user-resource";

/** The users, deleted ones apart, that the `$filter` of a call selects; all without one. */
export function filteredUsers({ request, store, version }: GraphCall): EntraUser[] {
  const text = request.query.get("$filter");
  const filter = text ? parse(text) : undefined;
  if (filter !== undefined) checkFilter(filter, isAdvanced(request));
  const candidates = (filter && indexed(filter, store)) ?? store.all("users");
  return [...candidates].filter(
    (user) =>
      user.deletedDateTime === null &&
      (filter === undefined || matches(filter, (name) => userProperty(user, property(name), store, version))),
  );
}

function property(name: string): string {
  const canonical = canonicalName(name);
  if (canonical !== undefined) return canonical;
  throw new SandboxError(graphErrors.invalidFilter, [
    `Could not find a property named '${name}' on type 'microsoft.graph.user'.`,
  ]);
}

/** Those that can meet the filter, where ids or sign-in names say so; undefined: all can. */
function indexed(filter: Filter, store: Store): ReadonlySet<EntraUser> | undefined {
  switch (filter.kind) {
    case "and":
      for (const operand of filter.operands) {
        const users = indexed(operand, store);
        if (users !== undefined) return users;
      }
      return undefined;
    case "or": {
      const sets = filter.operands.map((operand) => indexed(operand, store));
      return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
    }
    case "compare":
      return filter.operator === "eq" ? named(filter.property, [filter.value.value], store) : undefined;
    case "in":
      return named(
        filter.property,
        filter.values.map(({ value }) => value),
        store,
      );
    default:
      return undefined;
  }
}

function named(name: string, values: readonly unknown[], store: Store): ReadonlySet<EntraUser> | undefined {
  const canonical = canonicalName(name);
  if (canonical !== "id" && canonical !== "userPrincipalName") return undefined;
  const users = values.map((value) =>
    canonical === "id"
      ? store.get("users", String(value).toLowerCase())
      : store.userByPrincipalName(String(value)),
  );
  return new Set(users.filter((user) => user !== undefined));
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

/** Properties that can be filtered by their end (learn.microsoft.com, user resource type). */
const filteredByEnd = ["mail", "otherMails", "proxyAddresses", "userPrincipalName"];

/**
 * Refuses what Graph refuses, unless the query is an advanced one (`ConsistencyLevel: eventual` and `$count=true`):
 * more than 15 alternatives, `ne`, `not`, `endswith`. What the sandbox does not know for users is 501.
 */
function checkFilter(filter: Filter, advanced: boolean): void {
  if ("property" in filter) property(filter.property);
  switch (filter.kind) {
    case "and":
    case "or":
      if (filter.kind === "or") checkAlternatives(filter.operands.length, advanced);
      for (const operand of filter.operands) checkFilter(operand, advanced);
      return;
    case "not":
      if (!advanced) throw new SandboxError(graphErrors.onlyAdvanced, ["not"]);
      checkFilter(filter.operand, advanced);
      return;
    case "in":
      checkAlternatives(filter.values.length, advanced);
      return;
    case "compare":
      if (filter.operator === "eq" || (filter.operator === "ne" && advanced)) return;
      if (filter.operator === "ne")
        throw new SandboxError(graphErrors.unsupportedOperator, ["NotEqualsMatch"]);
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with ${filter.operator}`]);
    case "text":
      if (filter.function === "startswith") return;
      if (filter.function === "contains")
        throw new SandboxError(graphErrors.unsupportedOperator, ["Contains"]);
      if (!advanced) throw new SandboxError(graphErrors.onlyAdvanced, ["endsWith"]);
      if (filteredByEnd.includes(property(filter.property))) return;
      throw new SandboxError(graphErrors.unsupportedOperator, ["EndsWith"]);
    case "any":
      if (property(filter.collection) === "assignedLicenses" && filter.condition?.kind === "compare") return;
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with any of ${filter.collection}`]);
    default:
      throw new SandboxError(graphErrors.optionNotCovered, [`$filter with ${filter.kind}`]);
  }
}

function checkAlternatives(count: number, advanced: boolean): void {
  if (count > 15 && !advanced) throw new SandboxError(graphErrors.tooManyClauses, [String(count)]);
}
