import { type Answer, unanswered } from "./http";
import { judge, judgeNotYet, type RequestKind, type Verdict } from "./retry-policy";
import type { Clock } from "../tenant";
import type { ThrottleGate } from "./throttle-gate";

/** The last answer to a request, and what it took to get it. */
export interface LastAnswer {
  readonly answer: Answer;
  readonly tries: number;
  readonly elapsedMs: number;
}

export interface Repetition<Request> {
  /** Requests in one exchange. */
  readonly batchSize: number;
  /** Sends some requests once; one answer each, in order. */
  exchange(requests: readonly Request[]): Promise<readonly Answer[]>;
  kindOf(request: Request): RequestKind;
  /** The service's own code in an answer, "" when there is none. */
  codeOf(answer: Answer): string;
  /** Whether a refusal will pass by itself. Default: none will. */
  isNotYet?(request: Request, answer: Answer): boolean;
  readonly clock: Clock;
  readonly gate: ThrottleGate;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** How long one request may take with all its repetitions. */
  readonly deadlineMs: number;
}

/**
 * Sends requests, and again those that the retry policy lets go again, until each has its last answer. Those
 * to be repeated go together, in as few exchanges as the first time.
 */
export async function lastAnswers<Request>(
  requests: readonly Request[],
  repetition: Repetition<Request>,
): Promise<readonly LastAnswer[]> {
  const { clock, gate } = repetition;
  const begin = clock.now();
  const last: LastAnswer[] = [];
  let pending = requests.map((request, index) => ({ request, index }));
  for (let tries = 1; pending.length > 0; tries += 1) {
    const answers = await exchanged(
      pending.map(({ request }) => request),
      repetition,
    );
    const elapsedMs = clock.now() - begin;
    let wait = 0;
    const repeated: typeof pending = [];
    for (const [position, item] of pending.entries()) {
      const answer = answers[position] ?? unanswered();
      last[item.index] = { answer, tries, elapsedMs };
      const verdict = verdictOn(item.request, answer, tries, repetition);
      if (!verdict.again) continue;
      if (verdict.throttled) gate.pause(Math.min(verdict.afterMs, repetition.deadlineMs));
      if (elapsedMs + verdict.afterMs > repetition.deadlineMs) continue;
      if (!verdict.throttled) wait = Math.max(wait, verdict.afterMs);
      repeated.push(item);
    }
    pending = repeated;
    // The gate itself holds back what was throttled.
    if (pending.length > 0 && wait > 0) await clock.sleep(wait);
  }
  return last;
}

function verdictOn<Request>(
  request: Request,
  answer: Answer,
  tries: number,
  repetition: Repetition<Request>,
): Verdict {
  const random = repetition.random();
  if (repetition.isNotYet?.(request, answer)) return judgeNotYet(tries, random);
  return judge(repetition.kindOf(request), answer, repetition.codeOf(answer), tries, random);
}

async function exchanged<Request>(
  requests: readonly Request[],
  repetition: Repetition<Request>,
): Promise<readonly Answer[]> {
  const batches: Promise<readonly Answer[]>[] = [];
  for (let start = 0; start < requests.length; start += repetition.batchSize) {
    batches.push(repetition.exchange(requests.slice(start, start + repetition.batchSize)));
  }
  return (await Promise.all(batches)).flat();
}
