import { odataErrors } from "../errors/odata";
import { SandboxError } from "../errors/sandbox-error";
import type { Comparison, Filter, Literal, TextFunction } from "./filter";
import { ODataSyntaxError } from "./syntax-error";
import { tokenize, type Token } from "./tokens";

/** Namespace of Dataverse's query functions. */
const dataverseFunctions = "Microsoft.Dynamics.CRM.";

/** Levels of parentheses, negations and lambdas; deeper ones are refused before they exhaust the stack. */
const deepest = 100;

/**
 * Reads a `$filter`: comparisons with constants and between columns, `and`, `or`, `not`, parentheses, `in (…)`,
 * `contains`, `startswith`, `endswith`, `any`, `all`, and of `Microsoft.Dynamics.CRM` the functions `In`, `NotIn`,
 * `Between` and `NotBetween`. Names are not checked: only the caller knows them.
 *
 * @param aliases what stands for `@name` in the text, by name with the `@`
 * @throws ODataSyntaxError (400) for what is no filter; SandboxError (501) for functions that are not covered.
 */
export function parseFilter(text: string, aliases: ReadonlyMap<string, string> = new Map()): Filter {
  return new FilterParser(text, aliases).parse();
}

class FilterParser {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(source: string, aliases: ReadonlyMap<string, string>) {
    this.#source = source;
    this.#tokens = tokenize(source).flatMap((token) =>
      token.type === "word" && token.text.startsWith("@") ? aliased(token, source, aliases) : token,
    );
  }

  parse(): Filter {
    const filter = this.#or();
    if (this.#token.type !== "end") this.#fail("'and', 'or' or the end is expected");
    return filter;
  }

  get #token(): Token {
    // The last token is the end, and it is never taken.
    return this.#tokens[this.#index] ?? { type: "end", text: "", position: this.#source.length };
  }

  #or(): Filter {
    return this.#list("or", () => this.#list("and", () => this.#unary()));
  }

  #list(kind: "and" | "or", operand: () => Filter): Filter {
    const first = operand();
    const operands = [first];
    while (this.#takeWord(kind)) operands.push(operand());
    return operands.length === 1 ? first : { kind, operands };
  }

  #unary(): Filter {
    if (!this.#takeWord("not")) return this.#condition();
    // `not` binds tighter than a comparison, so `not a eq b` would negate `a` (OData ABNF, precedence of operators).
    const next = this.#tokens[this.#index + 1];
    const isGroup = this.#token.text === "(" || next?.text === "(" || this.#token.text === "not";
    if (!isGroup) this.#fail("a condition after 'not' needs parentheses");
    return { kind: "not", operand: this.#nested(() => this.#unary()) };
  }

  #condition(): Filter {
    if (this.#takeSymbol("(")) {
      const inner = this.#nested(() => this.#or());
      this.#expectSymbol(")");
      return inner;
    }
    const { type, text } = this.#token;
    if (type === "literal") throw notCovered("a comparison that begins with a constant");
    if (type !== "word") return this.#fail("a column, a function or '(' is expected");
    this.#index += 1;
    return this.#takeSymbol("(") ? this.#call(text) : this.#comparison(text);
  }

  #comparison(property: string): Filter {
    const operator = this.#token.text;
    if (this.#takeWord("in")) {
      this.#expectSymbol("(");
      return { kind: "in", property, values: this.#literals(")") };
    }
    if (!isComparison(operator)) return this.#fail(`a comparison operator is expected after '${property}'`);
    this.#index += 1;
    const { type, text: other } = this.#token;
    if (type !== "word") return { kind: "compare", operator, property, value: this.#literal() };
    this.#index += 1;
    if (this.#token.text === "(") throw notCovered(`a comparison with the function '${other}'`);
    return { kind: "columns", operator, property, other };
  }

  /** After the opening parenthesis. */
  #call(name: string): Filter {
    const slash = name.lastIndexOf("/");
    const last = name.slice(slash + 1);
    if (slash > 0 && (last === "any" || last === "all")) return this.#lambda(name.slice(0, slash), last);
    if (name.startsWith(dataverseFunctions)) return this.#dataverse(name.slice(dataverseFunctions.length));
    if (!isTextFunction(name)) throw notCovered(`the function '${name}'`);
    const property = this.#plainWord();
    this.#expectSymbol(",");
    const value = this.#text();
    this.#expectSymbol(")");
    return { kind: "text", function: name, property, value };
  }

  #lambda(collection: string, kind: "any" | "all"): Filter {
    if (kind === "any" && this.#takeSymbol(")"))
      return { kind, collection, variable: "", condition: undefined };
    const variable = this.#plainWord();
    this.#expectSymbol(":");
    const condition = this.#nested(() => this.#or());
    this.#expectSymbol(")");
    return { kind, collection, variable, condition };
  }

  /** Dataverse: Filter rows using OData, "Dataverse query functions". */
  #dataverse(name: string): Filter {
    const isList = name === "In" || name === "NotIn";
    if (!isList && name !== "Between" && name !== "NotBetween") {
      throw notCovered(`the function '${dataverseFunctions}${name}'`);
    }
    this.#expectParameter("PropertyName");
    const property = this.#text();
    this.#expectSymbol(",");
    this.#expectParameter("PropertyValues");
    this.#expectSymbol("[");
    const values = this.#literals("]");
    this.#expectSymbol(")");
    if (isList) {
      const filter: Filter = { kind: "in", property, values };
      return name === "In" ? filter : { kind: "not", operand: filter };
    }
    const [low, high, ...others] = values.map(typed);
    if (low === undefined || high === undefined || others.length > 0) {
      return this.#fail(`'${name}' takes two values`);
    }
    const bound = (operator: Comparison, value: Literal): Filter => ({
      kind: "compare",
      operator,
      property,
      value,
    });
    return name === "Between"
      ? { kind: "and", operands: [bound("ge", low), bound("le", high)] }
      : { kind: "or", operands: [bound("lt", low), bound("gt", high)] };
  }

  #expectParameter(name: string): void {
    if (!this.#takeWord(name)) this.#fail(`the parameter '${name}' is expected`);
    this.#expectSymbol("=");
  }

  #literals(end: ")" | "]"): Literal[] {
    const one = () => (end === "]" ? this.#element() : this.#literal());
    const values = [one()];
    while (this.#takeSymbol(",")) values.push(one());
    this.#expectSymbol(end);
    return values;
  }

  /** The lists of query functions are JSON, and take single quotes besides (Microsoft's "Filter rows using OData"). */
  #element(): Literal {
    const token = this.#token;
    if (token.type !== "json") return this.#literal();
    this.#index += 1;
    return token.literal;
  }

  #literal(): Literal {
    const token = this.#token;
    if (token.type !== "literal") return this.#fail("a constant is expected (text is put in single quotes)");
    this.#index += 1;
    return token.literal;
  }

  #text(): string {
    const token = this.#token;
    if (token.type !== "literal" || token.literal.type !== "string") {
      return this.#fail("text in single quotes is expected");
    }
    this.#index += 1;
    return token.literal.value;
  }

  #plainWord(): string {
    const { type, text } = this.#token;
    if (type !== "word") return this.#fail("a name is expected");
    this.#index += 1;
    if (this.#token.text === "(") throw notCovered(`the function '${text}' inside a function`);
    return text;
  }

  #takeWord(text: string): boolean {
    return this.#take("word", text);
  }

  #takeSymbol(text: string): boolean {
    return this.#take("symbol", text);
  }

  #take(type: Token["type"], text: string): boolean {
    if (this.#token.type !== type || this.#token.text !== text) return false;
    this.#index += 1;
    return true;
  }

  #expectSymbol(text: string): void {
    if (!this.#takeSymbol(text)) this.#fail(`'${text}' is expected`);
  }

  #nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > deepest) this.#fail(`more than ${deepest} levels are not read`);
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #fail(reason: string): never {
    throw new ODataSyntaxError(this.#source, this.#token.position, reason);
  }
}

/** The tokens that a parameter alias stands for. An alias within one is not read. */
function aliased(alias: Token, source: string, aliases: ReadonlyMap<string, string>): Token[] {
  const value = aliases.get(alias.text);
  if (value === undefined) {
    throw new ODataSyntaxError(source, alias.position, `there is no parameter '${alias.text}'`);
  }
  return tokenize(value).slice(0, -1);
}

/** The values of `Between` are text; what looks like a number or a date is compared as one. */
function typed(literal: Literal): Literal {
  if (literal.type !== "string") return literal;
  const [token, end] = tokenize(literal.value);
  const isOne = token?.type === "literal" && end?.type === "end";
  return isOne && (token.literal.type === "number" || token.literal.type === "date")
    ? token.literal
    : literal;
}

function isComparison(text: string): text is Comparison {
  return ["eq", "ne", "gt", "ge", "lt", "le"].includes(text);
}

function isTextFunction(text: string): text is TextFunction {
  return ["contains", "startswith", "endswith"].includes(text);
}

function notCovered(what: string): SandboxError {
  return new SandboxError(odataErrors.notCovered, [what]);
}
