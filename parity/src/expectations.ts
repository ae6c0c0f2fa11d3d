import { isDeepStrictEqual } from "node:util";
import { codeOf, messageOf } from "./answers";
import { NotSettled } from "./not-settled";
import { shapeProblems, type Shape } from "./recorded/shape";
import type { Answer } from "./target/https-client";

/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  readonly assumed: unknown;
  readonly seen: unknown;
  readonly same: boolean;
}

/**
 * What a check expects. Nothing is thrown by a difference: one run is to tell as much of a tenant as it can, and
 * later steps that depend on an earlier one say so themselves (`NotSettled`).
 */
export class Expectations {
  readonly findings: Finding[] = [];

  /** `seen` is just `assumed`, in depth. */
  equal(what: string, seen: unknown, assumed: unknown): void {
    this.findings.push({ what, assumed, seen, same: isDeepStrictEqual(seen, assumed) });
  }

  /** `seen` meets `condition`, which `assumed` says in words. */
  holds(what: string, condition: boolean, assumed: string, seen: unknown): void {
    this.findings.push({ what, assumed, seen, same: condition });
  }

  /** The answer is a refusal with this status and code: `412 0x80040237`. */
  refusal(what: string, answer: Answer, assumed: string): void {
    const seen = codeOf(answer);
    const message = messageOf(answer);
    this.findings.push({
      what,
      assumed,
      seen: message === "" ? seen : `${seen} ${message}`,
      same: seen.toLowerCase() === assumed.toLowerCase(),
    });
  }

  status(what: string, answer: Answer, assumed: number): void {
    if (answer.status === assumed) this.equal(what, answer.status, assumed);
    else this.refusal(what, answer, String(assumed));
  }

  /** A row has every recorded key, each with a recorded type. */
  shape(what: string, row: unknown, shape: Shape): void {
    this.equal(what, shapeProblems(row, shape), []);
  }

  /** Keeps what nothing is assumed about. */
  noted(what: string, seen: unknown): void {
    this.findings.push({ what, assumed: "anything", seen, same: true });
  }

  /** Ends a check that this tenant lacks something for. */
  notSettled(reason: string): never {
    throw new NotSettled(reason);
  }
}
