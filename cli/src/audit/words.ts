import { counted } from "@bc-sales/dynamic-providers/inspect";
import type { AuditReport, State } from "./report";

/** What all formats say in the same words. */
export const HEADINGS = {
  administrator: "Administrator",
  "integration user": "Integration user",
  salesperson: "Salespeople",
  permissions: "Minimum permissions",
  readiness: "Readiness of the connection",
} as const;

export const STATE_WORDS: Readonly<Record<State, string>> = {
  ok: "as wanted",
  different: "different",
  unknown: "unknown",
};

export function verdict({ differences, unknown }: AuditReport): string {
  const gaps = unknown === 0 ? "" : ` ${counted(unknown, "thing")} could not be found out.`;
  if (differences === 0) return unknown === 0 ? "Everything is as wanted." : `Nothing is different.${gaps}`;
  return `${counted(differences, "difference")}.${gaps}`;
}

/** Names in a cell; a dash for none. */
export function listed(names: readonly string[]): string {
  return names.length === 0 ? "–" : names.join(", ");
}
