/**
 * What stands for a value that is not known yet in preview, wherever it is nested (the engine's sentinel for
 * unknown values, `pulumi.runtime.unknownValue`; spelled out, so that reconcilers need no Pulumi).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** Whether any part of a JSON-like value is unknown. */
export function containsUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(containsUnknown);
}
