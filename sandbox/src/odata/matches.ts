import type { Comparison, Filter, Literal, TextFunction } from "./filter";

/** Gives the value of a property by the name that stands in the filter; may throw for an unknown one. */
export type Properties = (name: string) => unknown;

/**
 * Whether a row meets a filter. Text is compared without regard to case, as both services do. For `any` and `all`
 * the value of the collection is an array of plain objects, of values, or of `Properties`.
 */
export function matches(filter: Filter, property: Properties): boolean {
  switch (filter.kind) {
    case "and":
      return filter.operands.every((operand) => matches(operand, property));
    case "or":
      return filter.operands.some((operand) => matches(operand, property));
    case "not":
      return !matches(filter.operand, property);
    case "compare":
      return compare(filter.operator, property(filter.property), filter.value);
    case "in":
      return isListed(property(filter.property), filter);
    case "columns":
      return compareValues(filter.operator, property(filter.property), property(filter.other));
    case "like": {
      const actual = property(filter.property);
      return typeof actual === "string" && filter.matches(actual);
    }
    case "text":
      return textFunctions[filter.function](property(filter.property), filter.value.toLowerCase());
    case "any": {
      const { condition, variable } = filter;
      const members = membersOf(property(filter.collection));
      if (condition === undefined) return members.length > 0;
      return members.some((member) => matches(condition, withVariable(property, variable, member)));
    }
    case "all":
      return membersOf(property(filter.collection)).every((member) =>
        matches(filter.condition, withVariable(property, filter.variable, member)),
      );
  }
}

type InFilter = Extract<Filter, { kind: "in" }>;

/** The lists of filters that are in use, ready to be searched: they may be long, and are asked once a row. */
const listed = new WeakMap<
  InFilter,
  { readonly values: ReadonlySet<string>; readonly others: readonly Literal[] }
>();

function isListed(actual: unknown, filter: InFilter): boolean {
  let list = listed.get(filter);
  if (list === undefined) {
    const isText = ({ type }: Literal): boolean => type === "string" || type === "guid";
    list = {
      values: new Set(filter.values.filter(isText).map(({ value }) => asText(value))),
      others: filter.values.filter((value) => !isText(value)),
    };
    listed.set(filter, list);
  }
  if (list.others.some((value) => compare("eq", actual, value))) return true;
  return actual !== null && actual !== undefined && list.values.has(asText(actual));
}

function asText(value: unknown): string {
  return String(value).toLowerCase();
}

const textFunctions: Record<TextFunction, (actual: unknown, wanted: string) => boolean> = {
  contains: (actual, wanted) => typeof actual === "string" && actual.toLowerCase().includes(wanted),
  startswith: (actual, wanted) => typeof actual === "string" && actual.toLowerCase().startsWith(wanted),
  endswith: (actual, wanted) => typeof actual === "string" && actual.toLowerCase().endsWith(wanted),
};

function compare(operator: Comparison, actual: unknown, wanted: Literal): boolean {
  const isNull = actual === null || actual === undefined;
  // OData 4.01 part 2, 5.1.1.1: null equals only itself, differs from all else, and is neither more nor less.
  if (isNull || wanted.type === "null") {
    if (operator === "eq") return isNull && wanted.type === "null";
    return operator === "ne" && isNull !== (wanted.type === "null");
  }
  return isOrdered(operator, comparable(actual, wanted), comparable(wanted.value, wanted));
}

/** Two values of the same row: numbers as numbers, anything else as text without regard to case. */
function compareValues(operator: Comparison, left: unknown, right: unknown): boolean {
  const nulls = [left, right].filter((value) => value === null || value === undefined).length;
  if (nulls > 0) return operator === "eq" ? nulls === 2 : operator === "ne" && nulls === 1;
  if (typeof left === "number" && typeof right === "number") return isOrdered(operator, left, right);
  return isOrdered(operator, asText(left), asText(right));
}

function isOrdered(operator: Comparison, left: number | string, right: number | string): boolean {
  switch (operator) {
    case "eq":
      return left === right;
    case "ne":
      return left !== right;
    case "gt":
      return left > right;
    case "ge":
      return left >= right;
    case "lt":
      return left < right;
    case "le":
      return left <= right;
  }
}

/** Both sides of a comparison as numbers or as lower-case text, whichever the constant asks for. */
function comparable(value: unknown, wanted: Literal): number | string {
  if (wanted.type === "date") return Date.parse(String(value));
  if (wanted.type === "number" && typeof value === "number") return value;
  return asText(value);
}

function membersOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function withVariable(outer: Properties, variable: string, member: unknown): Properties {
  return (name) => {
    if (name === variable) return member;
    if (!name.startsWith(`${variable}/`)) return outer(name);
    const path = name.slice(variable.length + 1);
    if (typeof member === "function") return (member as Properties)(path);
    return path
      .split("/")
      .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), member);
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
