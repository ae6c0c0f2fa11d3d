import type { ActiveFault } from "../faults/faults";

/** A rule for faults that is on, in words. */
export interface ListedFault {
  readonly id: string;
  /** `latency`, `throttle` … */
  readonly kind: string;
  /** What the effect is given, e.g. `milliseconds 200`. */
  readonly details: string;
  /** Which requests it looks at, e.g. `graph GET /v1.0/users*`. */
  readonly target: string;
  readonly matched: number;
  readonly hits: number;
}

export function faultsOf(active: readonly ActiveFault[]): ListedFault[] {
  return active.map(({ rule: { id, effect, service, method, path }, matched, hits }) => {
    const details = Object.entries<unknown>(effect)
      .filter(([name]) => name !== "kind")
      .map(([name, value]) => `${name} ${String(value)}`);
    return {
      id,
      kind: effect.kind,
      details: details.join(", "),
      target: [service ?? "every service", method?.toUpperCase(), path].filter(Boolean).join(" "),
      matched,
      hits,
    };
  });
}
