import type { CheckResult, Problem } from "@bc-sales/dynamic-providers/inspect";

export type State = "ok" | "different" | "unknown";

/** One thing that is wanted of an account, beside what was found. */
export interface Aspect {
  readonly aspect:
    | "account"
    | "profile"
    | "usage location"
    | "environment"
    | "business unit"
    | "access mode"
    | "roles"
    | "teams"
    | "licences";
  readonly state: State;
  /** Empty where it is left to others. */
  readonly wanted: readonly string[];
  readonly found: readonly string[];
  /** Why it is different; nothing here names the person, so that the same finding of many can be told once. */
  readonly findings: readonly Finding[];
}

/** What is wrong, and what to do, as sentences. */
export type Finding = Omit<Problem, "where">;

export const ACCOUNT_KINDS = ["administrator", "integration user", "salesperson"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export interface AccountReport {
  readonly kind: AccountKind;
  readonly signInName: string;
  readonly displayName: string;
  readonly aspects: readonly Aspect[];
}

/** The minimum permissions of one role or user. */
export interface PermissionsReport {
  readonly subject: string;
  /** The table of the article, and the version, in words. */
  readonly minimum: string;
  readonly state: State;
  /** How many privileges are required, of those that the environment knows. */
  readonly required: number;
  readonly findings: readonly Finding[];
}

/** What an audit found. Its shape is what `--format json` prints. */
export interface AuditReport {
  readonly stack: string;
  readonly environment: {
    readonly displayName: string;
    readonly environmentId: string;
    readonly organizationUrl: string;
  };
  /** ISO 8601. */
  readonly lookedAt: string;
  /** Whether nothing is different and nothing stayed unknown. */
  readonly asWanted: boolean;
  readonly differences: number;
  readonly unknown: number;
  readonly accounts: readonly AccountReport[];
  /** What is wrong with the licences of all together. */
  readonly seats: readonly Finding[];
  readonly permissions: readonly PermissionsReport[];
  readonly readiness: readonly CheckResult[];
}

/** Whether an account is as it is wanted. */
export function stateOf({ aspects }: Pick<AccountReport, "aspects">): State {
  if (aspects.some(({ state }) => state === "different")) return "different";
  return aspects.some(({ state }) => state === "unknown") ? "unknown" : "ok";
}

/** Counts what is different: aspects, seats, roles or users that lack permissions, and checks that fail. */
export function reportOf(parts: Omit<AuditReport, "asWanted" | "differences" | "unknown">): AuditReport {
  const states = [
    ...parts.accounts.flatMap(({ aspects }) => aspects.map(({ state }) => state)),
    ...parts.permissions.map(({ state }) => state),
    ...parts.readiness.map(({ state }) => (state === "failed" ? "different" : state)),
    ...parts.seats.map(() => "different" as const),
  ];
  const differences = states.filter((state) => state === "different").length;
  const unknown = states.filter((state) => state === "unknown").length;
  return { ...parts, asWanted: differences === 0 && unknown === 0, differences, unknown };
}
