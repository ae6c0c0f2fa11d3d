export type Comparison = "eq" | "ne" | "gt" | "ge" | "lt" | "le";
export type TextFunction = "contains" | "startswith" | "endswith";

/** A constant in a filter. Guids are lower case; dates stay as they are written. */
export type Literal =
  | { readonly type: "null"; readonly value: null }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string" | "guid" | "date"; readonly value: string };

/** A condition on one row. Lists of operands have at least two members. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly operands: readonly Filter[] }
  | { readonly kind: "not"; readonly operand: Filter }
  | {
      readonly kind: "compare";
      readonly operator: Comparison;
      readonly property: string;
      readonly value: Literal;
    }
  /** Two columns of the same row. */
  | {
      readonly kind: "columns";
      readonly operator: Comparison;
      readonly property: string;
      readonly other: string;
    }
  | { readonly kind: "in"; readonly property: string; readonly values: readonly Literal[] }
  | {
      readonly kind: "text";
      readonly function: TextFunction;
      readonly property: string;
      readonly value: string;
    }
  /** Text that a pattern matches; no parser makes it, services that know wildcards do. */
  | { readonly kind: "like"; readonly property: string; readonly matches: (text: string) => boolean }
  /** `collection/any(variable:condition)`; without a condition: the collection has a member. */
  | {
      readonly kind: "any";
      readonly collection: string;
      readonly variable: string;
      readonly condition: Filter | undefined;
    }
  | {
      readonly kind: "all";
      readonly collection: string;
      readonly variable: string;
      readonly condition: Filter;
    };

export { parseFilter } from "./parse-filter";
export { matches } from "./matches";
