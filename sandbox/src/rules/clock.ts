/** The sandbox's time: the real one plus what tests have stepped it forward. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  advance(milliseconds: number): void;
}
