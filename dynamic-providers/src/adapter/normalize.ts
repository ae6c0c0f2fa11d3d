/**
 * State as it may cross to the engine: JSON-like, without undefined. The wire drops or mangles everything
 * else silently, or fails after the remote write was made, so what cannot cross is refused here by name.
 *
 * @throws Error that names the member, when a value cannot be stored.
 */
export function normalized(value: unknown, path = "state"): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    return value.map((element, index) => normalized(element ?? null, `${path}[${String(index)}]`));
  }
  if (isPlainObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, normalized(member, `${path}.${key}`)]),
    );
  }
  throw new Error(
    `${path} cannot be kept in Pulumi's state: ${describe(value)}. This is a defect; please report it.`,
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === "number") return "a number that is not finite";
  if (typeof value === "object" && value !== null) return `a ${value.constructor.name}`;
  return `a ${typeof value}`;
}
