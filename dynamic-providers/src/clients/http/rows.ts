/** A row as a service sends it. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The rows of an answer (`value`), and where the next page is. */
export function page(body: string): { readonly rows: readonly Row[]; readonly nextLink: string | undefined } {
  const parsed: unknown = JSON.parse(body);
  if (!isRow(parsed) || !Array.isArray(parsed.value)) return { rows: [], nextLink: undefined };
  // The admin API says it without the namespace.
  const nextLink = parsed["@odata.nextLink"] ?? parsed.nextLink;
  return {
    rows: parsed.value.filter(isRow),
    nextLink: typeof nextLink === "string" && nextLink !== "" ? nextLink : undefined,
  };
}

/** The single row of an answer. */
export function row(body: string): Row {
  const parsed: unknown = JSON.parse(body);
  return isRow(parsed) ? parsed : {};
}

/** Text of a column, "" when it is null or absent. */
export function text(of: Row, column: string): string {
  const value = of[column];
  return typeof value === "string" ? value : "";
}

/** Like {@link text}, undefined when there is none. */
export function optionalText(of: Row, column: string): string | undefined {
  const value = text(of, column);
  return value === "" ? undefined : value;
}

/** A GUID in lower case, so that ids of different services compare; "" when there is none. */
export function guid(of: Row, column: string): string {
  return text(of, column).toLowerCase();
}

/** A nested object, empty when it is null or absent. */
export function nested(of: Row, column: string): Row {
  const value = of[column];
  return isRow(value) ? value : {};
}
