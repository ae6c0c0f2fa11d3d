import { dataverseErrors } from "../errors/dataverse";
import { SandboxError } from "../errors/sandbox-error";
import type { Filter } from "../odata/filter";
import { parseQuery, type Query } from "../odata/query";
import { ODataSyntaxError } from "../odata/syntax-error";
import { checkExpand } from "./check-expand";
import { navigationOf } from "./navigation";
import type { Table } from "./tables/table";
import { withWildcards } from "./wildcards";

/** Options that Dataverse has and the sandbox has not: they must not look like misspelt ones. */
const notCovered = new Set(["$apply", "fetchXml", "savedQuery", "userQuery", "$format"]);

/**
 * Reads the options of a request for rows of `table` and checks every name in them, so that a wrong one is refused
 * also when no row is looked at.
 *
 * @throws SandboxError 0x80060888 (400), or 501 for what is not covered.
 */
export function readQuery(table: Table, options: URLSearchParams): Query {
  try {
    const query = parseQuery(options, refuseOption);
    checkQuery(query, table);
    checkExpand(query, table);
    return knowingWildcards(query);
  } catch (error) {
    if (error instanceof ODataSyntaxError) throw new SandboxError(dataverseErrors.badQuery, [error.message]);
    throw error;
  }
}

function knowingWildcards(query: Query): Query {
  return {
    ...query,
    filter: query.filter && withWildcards(query.filter),
    expand: query.expand.map((expansion) => ({ ...expansion, query: knowingWildcards(expansion.query) })),
  };
}

function refuseOption(option: string): void {
  if (option === "$skiptoken") return;
  if (option === "$skip") {
    throw new SandboxError(dataverseErrors.badQuery, ["Skip Clause is not supported in CRM"]);
  }
  if (notCovered.has(option)) {
    throw new SandboxError(dataverseErrors.notCovered, [`the query option ${option}`]);
  }
  throw new SandboxError(dataverseErrors.badQuery, [`The query parameter ${option} is not supported`]);
}

function checkQuery(query: Query, table: Table): void {
  for (const column of query.select ?? []) checkColumn(column, table);
  for (const { property } of query.orderBy) checkColumn(property, table);
  if (query.filter !== undefined) checkFilter(query.filter, table, new Map());
  for (const { navigation, query: inner } of query.expand) {
    checkQuery(inner, navigationOf(navigation, table).target);
  }
}

function checkFilter(filter: Filter, table: Table, variables: ReadonlyMap<string, Table>): void {
  switch (filter.kind) {
    case "and":
    case "or":
      for (const operand of filter.operands) checkFilter(operand, table, variables);
      return;
    case "not":
      checkFilter(filter.operand, table, variables);
      return;
    case "any":
    case "all": {
      const { collection, target } = navigationOf(filter.collection, table);
      if (!collection) throw unknownProperty(filter.collection, table);
      if (filter.condition === undefined) return;
      checkFilter(filter.condition, table, new Map([...variables, [filter.variable, target]]));
      return;
    }
    case "columns":
      checkPath(filter.property.split("/"), table, variables);
      checkPath(filter.other.split("/"), table, variables);
      return;
    default:
      checkPath(filter.property.split("/"), table, variables);
  }
}

function checkPath(path: readonly string[], table: Table, variables: ReadonlyMap<string, Table>): void {
  const [first = "", ...rest] = path;
  const variable = variables.get(first);
  if (variable !== undefined) {
    checkPath(rest, variable, new Map());
  } else if (rest.length === 0) {
    checkColumn(first, table);
  } else {
    const { collection, target } = navigationOf(first, table);
    if (collection) throw unknownProperty(path.join("/"), table);
    checkPath(rest, target, new Map());
  }
}

function checkColumn(name: string, table: Table): void {
  if (!table.hasColumn(name)) throw unknownProperty(name, table);
}

function unknownProperty(name: string, table: Table): SandboxError {
  if (!table.complete && table.navigation(name) === undefined) {
    return new SandboxError(dataverseErrors.notCovered, [`the column '${name}' of ${table.logicalName}`]);
  }
  return new SandboxError(dataverseErrors.badQuery, [
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  ]);
}
