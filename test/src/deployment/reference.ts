type Properties = Record<string, unknown>;

/** An output of a resource, or of a look-up, as it stands among inputs until it is known. */
const REFERENCE = /^\$\{([^.}]+)\.([^.}]+)\}$/;

/** What stands for the output `property` of `name`. */
export function referenceTo(name: string, property: string): string {
  return `\${${name}.${property}}`;
}

/**
 * Inputs with the outputs that they refer to.
 *
 * @throws Error when a program has made something else of a reference than passing it on.
 */
export function resolved(value: unknown, outputOf: (name: string, property: string) => unknown): unknown {
  if (typeof value === "string") {
    const [whole, name, property] = REFERENCE.exec(value) ?? [];
    if (whole !== undefined && name !== undefined && property !== undefined) return outputOf(name, property);
    if (value.includes("${")) throw new Error(`"${value}" was made of an output; it cannot be resolved.`);
    return value;
  }
  if (Array.isArray(value)) return value.map((element) => resolved(element, outputOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Properties).map(([key, member]) => [key, resolved(member, outputOf)]),
  );
}
