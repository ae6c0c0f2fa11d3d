import type { Case } from "./floor";

/** What one `pulumi` command took; `null` where a figure does not apply or the system does not tell it. */
export interface Deployed {
  readonly case: Case;
  readonly people: number;
  /** HTTP requests of the whole command, those for tokens included. */
  readonly requests: number;
  /** Parts of batches, not among `requests`. */
  readonly parts: number;
  readonly tokens: number;
  readonly writes: number;
  /** Answers 429. */
  readonly throttled: number;
  /** From the start of `pulumi` to its end. */
  readonly seconds: number;
  /** Of them, from the first request to the answer to the last. */
  readonly httpSeconds: number;
  readonly floorSeconds: number;
  readonly cpuSeconds: number | null;
  /** Of the whole stack. */
  readonly stateBytes: number | null;
  /** The same, divided by the people. */
  readonly stateBytesPerPerson: number | null;
  /** Of the provider process, MiB. */
  readonly peakMemoryMiB: number | null;
  /** Of how many runs `seconds` is the middle one. */
  readonly runs: number;
  /** Requests by what they ask. */
  readonly byKind: Readonly<Record<string, number>>;
}
