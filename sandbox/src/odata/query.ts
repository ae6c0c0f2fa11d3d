import { odataErrors } from "../errors/odata";
import { SandboxError } from "../errors/sandbox-error";
import { parseFilter, type Filter } from "./filter";
import { splitOutside } from "./split";
import { ODataSyntaxError } from "./syntax-error";

/** The query options of a request, or of an expanded navigation property. Names are not checked. */
export interface Query {
  /** Undefined: all columns. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
  readonly filter: Filter | undefined;
  readonly orderBy: readonly Ordering[];
  readonly top: number | undefined;
  readonly count: boolean;
}

export interface Expansion {
  readonly navigation: string;
  /** `navigation/$ref`: only where the row is, not the row. */
  readonly reference: boolean;
  readonly query: Query;
}

export interface Ordering {
  readonly property: string;
  readonly descending: boolean;
}

/** Expansions within expansions that are read. */
const deepest = 10;

/** A parameter alias (OData 4.0 part 2, 5.3). */
const alias = /^@[A-Za-z_]\w*$/;

const name = /^[A-Za-z_][\w.]*$/;

/**
 * Reads query options, and `@name` as what stands for that name in filters. `unknown` is called for an option that
 * is none of these, nor `$select`, `$expand`, `$filter`, `$orderby`, `$top` and `$count`, and may throw.
 *
 * @throws ODataSyntaxError (400), or SandboxError (501) for forms that are not covered.
 */
export function parseQuery(
  options: Iterable<readonly [name: string, value: string]>,
  unknown: (option: string) => void,
): Query {
  return read(options, unknown, 0);
}

function read(
  options: Iterable<readonly [string, string]>,
  unknown: (option: string) => void,
  depth: number,
): Query {
  const known = new Map<string, string>();
  for (const [option, value] of options) {
    if (known.has(option)) throw new ODataSyntaxError(option, 0, "a query option is given twice");
    if (isKnown(option, depth) || (depth === 0 && alias.test(option))) known.set(option, value);
    else unknown(option);
  }
  const select = known.get("$select");
  const filter = known.get("$filter");
  const top = known.get("$top");
  return {
    select: select === undefined || select.trim() === "*" ? undefined : splitOutside(select, ",").map(asName),
    expand: expansions(known.get("$expand"), unknown, depth),
    filter: filter === undefined ? undefined : parseFilter(filter, known),
    orderBy: orderings(known.get("$orderby")),
    top: top === undefined ? undefined : asCount(top),
    count: asBoolean(known.get("$count")),
  };
}

/** `$count` counts the rows of the request, not those of an expansion. */
function isKnown(option: string, depth: number): boolean {
  if (option === "$count") return depth === 0;
  return ["$select", "$expand", "$filter", "$orderby", "$top"].includes(option);
}

function expansions(text: string | undefined, unknown: (option: string) => void, depth: number): Expansion[] {
  if (text === undefined) return [];
  if (depth >= deepest) throw new ODataSyntaxError(text, 0, `more than ${deepest} levels are not expanded`);
  return splitOutside(text, ",").map((item) => {
    const open = item.indexOf("(");
    const path = (open < 0 ? item : item.slice(0, open)).trim();
    const reference = path.endsWith("/$ref");
    const navigation = reference ? path.slice(0, -"/$ref".length) : path;
    if (navigation === "*" || navigation.includes("/")) {
      throw new SandboxError(odataErrors.notCovered, [`$expand=${navigation}`]);
    }
    if (open >= 0 && !item.endsWith(")")) {
      throw new ODataSyntaxError(item, item.length, "')' is expected at the end");
    }
    const inner = open < 0 ? "" : item.slice(open + 1, -1).trim();
    return {
      navigation: asName(navigation),
      reference,
      query: read(innerOptions(inner), unknown, depth + 1),
    };
  });
}

function innerOptions(text: string): [string, string][] {
  if (text === "") return [];
  return splitOutside(text, ";").map((option) => {
    const equals = option.indexOf("=");
    if (equals < 0) throw new ODataSyntaxError(option, 0, "an option of an expansion is written $name=value");
    return [option.slice(0, equals).trim(), option.slice(equals + 1)];
  });
}

function orderings(text: string | undefined): Ordering[] {
  if (text === undefined) return [];
  return splitOutside(text, ",").map((item) => {
    const [property = "", direction = "asc", ...rest] = item.split(/\s+/);
    if (rest.length > 0 || !["asc", "desc"].includes(direction)) {
      throw new ODataSyntaxError(item, 0, "a column, and 'asc' or 'desc', are expected");
    }
    if (property.includes("/") || property.includes("(")) {
      throw new SandboxError(odataErrors.notCovered, [`$orderby=${property}`]);
    }
    return { property: asName(property), descending: direction === "desc" };
  });
}

function asName(text: string): string {
  if (!name.test(text)) throw new ODataSyntaxError(text, 0, "a name is expected");
  return text;
}

function asCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new ODataSyntaxError(text, 0, "a whole number is expected");
  return Number(text);
}

function asBoolean(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false;
  if (text !== "true") throw new ODataSyntaxError(text, 0, "'true' or 'false' is expected");
  return true;
}
