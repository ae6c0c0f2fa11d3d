import type { Finding } from "./expectations";

/** `not settled`: this tenant lacks something for the check, or the check itself failed; `reason` says what. */
export type Outcome = "as assumed" | "different" | "not settled";

/** What a run has found about one contract. Without ids, names and tokens. */
export interface Observation {
  readonly id: string;
  readonly outcome: Outcome;
  readonly reason?: string;
  /** Everything that was looked at. */
  readonly findings: readonly Finding[];
}

/** The file that the coverage table reads. */
export interface Observations {
  /** Day of the run, ISO 8601. */
  readonly date: string;
  readonly target: "sandbox" | "live";
  /** By contract id. */
  readonly contracts: readonly Observation[];
}

/** One line a difference: `status: assumed 400, seen 403`. */
export function differencesOf({ findings }: Pick<Observation, "findings">): string[] {
  return findings
    .filter(({ same }) => !same)
    .map(({ what, assumed, seen }) => `${what}: assumed ${shown(assumed)}, seen ${shown(seen)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
