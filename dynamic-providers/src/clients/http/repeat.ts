import { Cancelled } from "../cancelled";
import { type Answer, isSuccess, unanswered } from "./http";
import { judge, judgeNotYet, mayHaveBeenCarriedOut, type RequestKind, type Verdict } from "./retry-policy";
import type { Clock } from "../tenant";

/** The last answer to a request, and what it took to get it. */
export interface LastAnswer {
  readonly answer: Answer;
  /** How often it was sent. */
  readonly tries: number;
  readonly elapsedMs: number;
  /** An answer on the way was lost: the request may have been carried out, whatever the last answer says. */
  readonly uncertain?: boolean;
  /** Why it was not sent again, although it could be: completes "…, and …". */
  readonly gaveUp?: string;
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
  readonly isNotYet?: ((request: Request, answer: Answer) => boolean) | undefined;
  readonly clock: Clock;
  /** For how many more milliseconds the service holds everybody back. */
  remainingPause(): number;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  /** Milliseconds since the epoch: nothing is sent again after that. */
  readonly until: number;
  /** Completes "cancelled while waiting for …". */
  readonly waitingFor: string;
}

interface Pending<Request> {
  readonly request: Request;
  readonly index: number;
  uncertain: boolean;
  sent: number;
}

/**
 * Sends requests, and again those that the retry policy lets go again, until each has its last answer. Those
 * to be repeated go together, in as few exchanges as the first time.
 */
export async function lastAnswers<Request>(
  requests: readonly Request[],
  repetition: Repetition<Request>,
): Promise<readonly LastAnswer[]> {
  const { clock } = repetition;
  const begin = clock.now();
  const last: LastAnswer[] = [];
  let pending = requests.map((request, index): Pending<Request> => ({
    request,
    index,
    uncertain: false,
    sent: 0,
  }));
  for (let round = 1; pending.length > 0; round += 1) {
    const answers = await exchanged(
      pending.map(({ request }) => request),
      repetition,
    );
    const now = clock.now();
    let wait = 0;
    const repeated: typeof pending = [];
    for (const [position, item] of pending.entries()) {
      const answer = answers[position] ?? unanswered();
      item.uncertain ||= mayHaveBeenCarriedOut(answer);
      if (!answer.unsent) item.sent += 1;
      const { sent: tries, uncertain } = item;
      last[item.index] = { answer, tries, elapsedMs: now - begin, ...(uncertain ? { uncertain } : {}) };
      const verdict = verdictOn(item.request, answer, round, repetition);
      if (!verdict.again) continue;
      // The gate itself holds back what was throttled.
      const afterMs = verdict.throttled ? repetition.remainingPause() : verdict.afterMs;
      if (now + afterMs > repetition.until) {
        giveUp(last, item, outOfTime(afterMs, repetition.until - begin));
        continue;
      }
      if (!verdict.throttled) wait = Math.max(wait, afterMs);
      repeated.push(item);
    }
    pending = repeated;
    if (pending.length > 0 && wait > 0 && !(await slept(wait, repetition))) {
      for (const item of pending) giveUp(last, item, "the deployment was cancelled");
      pending = [];
    }
  }
  return last;
}

function giveUp(last: LastAnswer[], { index }: Pending<unknown>, gaveUp: string): void {
  const before = last[index];
  if (before !== undefined) last[index] = { ...before, gaveUp };
}

function outOfTime(afterMs: number, allowedMs: number): string {
  return `the next would be in ${seconds(afterMs)} s, while ${seconds(allowedMs)} s are allowed for all of it`;
}

function seconds(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 1_000));
}

/** Whether a wait came to its end: it does not when the deployment is cancelled. */
async function slept(milliseconds: number, { clock, waitingFor }: Repetition<never>): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, waitingFor);
    return true;
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

function verdictOn<Request>(
  request: Request,
  answer: Answer,
  tries: number,
  repetition: Repetition<Request>,
): Verdict {
  const random = repetition.random();
  if (repetition.isNotYet?.(request, answer)) return judgeNotYet(tries, random);
  const code = isSuccess(answer) ? "" : repetition.codeOf(answer);
  return judge(repetition.kindOf(request), answer, code, tries, random, repetition.clock.now());
}

async function exchanged<Request>(
  requests: readonly Request[],
  repetition: Repetition<Request>,
): Promise<readonly Answer[]> {
  const batches: Promise<readonly Answer[]>[] = [];
  for (let start = 0; start < requests.length; start += repetition.batchSize) {
    batches.push(fitting(requests.slice(start, start + repetition.batchSize), repetition));
  }
  return (await Promise.all(batches)).flat();
}

/** Sends a batch, in halves when the service finds it too large. */
async function fitting<Request>(
  batch: readonly Request[],
  repetition: Repetition<Request>,
): Promise<readonly Answer[]> {
  const answers = await repetition.exchange(batch);
  if (batch.length === 1 || !answers.every(isTooLarge)) return answers;
  const half = Math.ceil(batch.length / 2);
  const halves = [batch.slice(0, half), batch.slice(half)].map((part) => fitting(part, repetition));
  return (await Promise.all(halves)).flat();
}

/** 413, or a refusal of the whole for its size; which it is depends on the host in between. */
function isTooLarge({ ofBatch, status, body }: Answer): boolean {
  return ofBatch === true && (status === 413 || (status === 400 && TOO_LARGE.test(body)));
}

const TOO_LARGE =
  /too (large|long|many)|exceed\w*\b.{0,60}\b(size|length|number of)|maximum (request|message) (size|length)/i;
