import * as pulumi from "@pulumi/pulumi";

/**
 * The same as `pulumi.output(value)`, without a promise for each value inside where none of them is an output: for a
 * thousand people that is half a second.
 */
export function outputOf<T>(value: pulumi.Input<T>): pulumi.Output<pulumi.Unwrap<T>> {
  if (isPending(value)) return pulumi.output(value as T);
  return pulumi.output(undefined).apply(() => value as pulumi.Unwrap<T>);
}

/** Whether a value is, or holds, an output or a promise. */
function isPending(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return Object.values(value).some(isPending);
}
