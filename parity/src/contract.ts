import type { Expectations } from "./expectations";
import type { Target } from "./target/target";

/** How the statement is known: as the sandbox marks its routes. */
export type Evidence = "documented" | "observed" | "assumed";

/** A statement about the services, and how to find out whether it is true. */
export interface Contract {
  /** Stable: observations are kept under it. */
  readonly id: string;
  /** A sentence about the service. */
  readonly title: string;
  /** What it asks, as the sandbox's coverage names it: `GET graph /{version}/users/{id}`. */
  readonly routes: readonly string[];
  readonly evidence: Evidence;
  /** Number of the open question it settles (parity/README.md). */
  readonly openPoint?: number;
  /** Whether it makes or changes anything. */
  readonly writes: boolean;
  check(target: Target, expect: Expectations): Promise<void>;
}
