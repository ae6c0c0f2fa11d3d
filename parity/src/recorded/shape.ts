export type JsonType = "null" | "boolean" | "number" | "string" | "array" | "object";

/** The keys of a recorded answer with the types they were recorded with; null alone says nothing of the type. */
export type Shape = ReadonlyMap<string, readonly JsonType[]>;

/** What of a shape a value does not have: keys that are missing, and types that were not recorded. Names only. */
export function shapeProblems(value: unknown, shape: Shape): string[] {
  if (jsonType(value) !== "object") return [`it is ${jsonType(value)}`];
  const row = value as Readonly<Record<string, unknown>>;
  return [...shape].flatMap(([key, types]) => {
    if (!Object.hasOwn(row, key)) return [`${key} is missing`];
    const type = jsonType(row[key]);
    const onlyNull = types.every((recorded) => recorded === "null");
    return onlyNull || types.includes(type) ? [] : [`${key} is ${type}, recorded: ${types.join(", ")}`];
  });
}

function jsonType(value: unknown): JsonType {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "boolean" || type === "number" || type === "string" ? type : "object";
}

/** A shape from names in groups of types (`"null string"`); names that stand in no group were only seen as null. */
export function shapeOf(names: readonly string[], groups: Readonly<Record<string, string>>): Shape {
  const types = new Map<string, readonly JsonType[]>(names.map((name) => [name, ["null"]]));
  for (const [group, words] of Object.entries(groups)) {
    for (const name of words.trim().split(/\s+/)) {
      // A name that is not among the recorded ones is a slip of the pen here.
      if (!types.has(name)) throw new Error(`"${name}" is not a recorded key.`);
      types.set(name, group.split(" ") as JsonType[]);
    }
  }
  return types;
}
