/** A statement about the services that `npm run parity` checks against a tenant. */
export interface CheckedContract {
  readonly id: string;
  /** `GET graph /{version}/users/{id}`. */
  readonly routes: readonly string[];
}

/** What a run against a tenant of Microsoft's has found of one of them. */
export interface ContractObservation {
  readonly id: string;
  /** `as assumed`, `different`, `not settled`. */
  readonly outcome: string;
  /** Of a difference, one line for each. */
  readonly seen?: readonly string[];
}

export interface ParityReport {
  readonly contracts: readonly CheckedContract[];
  /** Undefined until there has been a run. */
  readonly observations:
    | {
        /** ISO 8601. */
        readonly date: string;
        readonly contracts: readonly ContractObservation[];
      }
    | undefined;
}

/** What is known of one route from a real tenant, in a few words. */
export function parityOf(route: string, { contracts, observations }: ParityReport): string {
  const checks = contracts.filter(({ routes }) => routes.includes(route));
  if (checks.length === 0) return "no check";
  const number = checks.length === 1 ? "1 check" : `${checks.length} checks`;
  const seen = checks.flatMap(
    ({ id }) => observations?.contracts.find((observation) => observation.id === id) ?? [],
  );
  if (observations === undefined || seen.length === 0) return `${number}, not run yet`;
  const date = observations.date.slice(0, 10);
  const same = seen.filter(({ outcome }) => outcome === "as assumed").length;
  const others = seen.filter(({ outcome }) => outcome !== "as assumed").map(otherwise);
  return [`${same} of ${number} as assumed (${date})`, ...others].join("; ");
}

function otherwise({ id, outcome, seen = [] }: ContractObservation): string {
  return `${outcome}: ${id}${seen.length === 0 ? "" : ` (${seen.join(", ")})`}`;
}
