import { UNKNOWN } from "@bc-sales/dynamic-providers/declared";

/** A known, non-empty text; else undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value !== UNKNOWN ? value : undefined;
}

/** The known texts of a list. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [];
}

/** As Dataverse and Microsoft 365 compare the names of roles and licences. */
export function folded(name: string): string {
  return name.trim().normalize("NFC").toLowerCase();
}
