/** A value as it crosses to the engine, and the paths of what could not be taken along. */
export interface Storable {
  readonly value: unknown;
  /** `path: what it is`, one for each member that was left out. */
  readonly refused: readonly string[];
}

/**
 * A value as it may cross to the engine: JSON-like, without undefined. The wire turns dates and maps into
 * empty objects and NaN into null, and fails on undefined and big integers after the remote write was made;
 * so what cannot cross is left out here, and named. In lists null takes its place.
 */
export function storable(value: unknown, path = ""): Storable {
  if (value === null || typeof value === "string" || typeof value === "boolean")
    return { value, refused: [] };
  if (typeof value === "number" && Number.isFinite(value)) return { value, refused: [] };
  if (Array.isArray(value)) return storableList(value, path);
  if (isPlainObject(value)) return storableObject(value, path);
  return { value: undefined, refused: [`${path === "" ? "value" : path}: ${describe(value)}`] };
}

function storableList(list: readonly unknown[], path: string): Storable {
  const elements = list.map((element, index) => storable(element ?? null, `${path}[${String(index)}]`));
  return {
    value: elements.map((element) => element.value ?? null),
    refused: elements.flatMap((element) => element.refused),
  };
}

function storableObject(object: Record<string, unknown>, path: string): Storable {
  const members = Object.entries(object)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [key, storable(member, path === "" ? key : `${path}.${key}`)] as const);
  return {
    value: Object.fromEntries(
      members.filter(([, member]) => member.value !== undefined).map(([key, member]) => [key, member.value]),
    ),
    refused: members.flatMap(([, member]) => member.refused),
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === "number") return "a number that is not finite";
  if (typeof value === "object" && value !== null) return `an instance of ${value.constructor.name}`;
  return `a ${typeof value}`;
}
