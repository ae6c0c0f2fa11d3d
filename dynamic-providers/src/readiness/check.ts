import type { ReadinessFacts } from "./facts";

/** The answer of one check. */
export type Answer =
  | { readonly state: "ok"; readonly detail?: string }
  | {
      readonly state: "failed";
      /** What is wrong, as a sentence. */
      readonly detail: string;
      /** The text that Business Central shows for it; absent where it says nothing. */
      readonly businessCentral?: string;
      readonly remedy: string;
    }
  | { readonly state: "not applicable"; readonly detail: string }
  /** It could not be found out. */
  | { readonly state: "unknown"; readonly detail: string };

/** One thing that must be so for the connection to work. */
export interface Check {
  /** Stays the same for ever: pipelines look for it. */
  readonly id: string;
  /** What is checked, as a sentence that is true when all is well. */
  readonly title: string;
  readonly answer: (facts: ReadinessFacts) => Answer;
}

/** A check with its answer, as it is stored and printed; what does not apply is "". */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly state: Answer["state"];
  readonly detail: string;
  readonly businessCentral: string;
  readonly remedy: string;
}

export const OK: Answer = { state: "ok" };
