/** What the `Prefer` header of a request asks for. */
export interface Preferences {
  /** Rows a page; undefined when not asked for or above the limit, which the service ignores. */
  readonly maxPageSize: number | undefined;
  /** Value of `odata.include-annotations`. */
  readonly includeAnnotations: string | undefined;
  readonly returnRepresentation: boolean;
  readonly continueOnError: boolean;
}

/** Rows of one page at most, and by default (Dataverse: Page results using OData). */
export const largestPage = 5000;

export function parsePreferences(header: string | undefined): Preferences {
  const values = new Map<string, string>();
  for (const [, name = "", quoted, plain] of (header ?? "").matchAll(
    /([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]+)))?/g,
  )) {
    values.set(name.toLowerCase(), quoted ?? plain ?? "");
  }
  const size = Number(values.get("odata.maxpagesize"));
  return {
    maxPageSize: Number.isInteger(size) && size > 0 && size <= largestPage ? size : undefined,
    includeAnnotations: values.get("odata.include-annotations"),
    returnRepresentation: values.get("return") === "representation",
    // OData 4.0 part 1, 8.2.8.3; without the prefix as of 4.01. Dataverse's own page sends it without a value.
    continueOnError: ["odata.continue-on-error", "continue-on-error"].some(
      (name) => values.has(name) && values.get(name)?.toLowerCase() !== "false",
    ),
  };
}

/** Whether an annotation is among those asked for: `*`, a name, or a name that ends in `*`. */
export function wants(includeAnnotations: string | undefined, annotation: string): boolean {
  return (includeAnnotations ?? "").split(",").some((item) => {
    const pattern = item.trim();
    return pattern.endsWith("*") ? annotation.startsWith(pattern.slice(0, -1)) : pattern === annotation;
  });
}

/** The `Preference-Applied` header, when anything was applied. */
export function preferenceApplied(applied: readonly (string | undefined)[]): Record<string, string> {
  const named = applied.filter((item) => item !== undefined);
  return named.length === 0 ? {} : { "Preference-Applied": named.join(",") };
}
