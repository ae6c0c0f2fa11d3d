import * as pulumi from "@pulumi/pulumi";
import { type AccountSet, accountSet, declarations, type KnownDeclarations } from "./config/accountSet";
import type { SalesIntegrationArgs } from "./salesIntegration";

/**
 * The account set that the arguments declare: at once when they are all known, as an output otherwise.
 */
export function accountSetOf(args: SalesIntegrationArgs): AccountSet | pulumi.Output<AccountSet> {
  const declared = declarations(args);
  return isKnown(declared)
    ? accountSet(declared as KnownDeclarations)
    : pulumi.output(declared).apply(accountSet);
}

/** Whether no output and no promise is nested in a value. */
function isKnown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every(isKnown);
}
