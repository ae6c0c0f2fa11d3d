import { type Answer, INCOMPLETE, NoAnswer } from "./http";

/**
 * Which requests may be sent again when it is not known whether the first one took effect, and why that is
 * safe. What a service has refused for throttling (429) it has not done, so that may always be sent again.
 */
export const REQUEST_KINDS = {
  read: { repeatable: true, because: "it changes nothing" },
  setValues: {
    repeatable: true,
    because: "a PATCH of absolute values with If-Match: * gives the same row twice",
  },
  assignRole: {
    repeatable: true,
    because: "a role that is there already is answered with 412 and counts as done",
  },
  removeRole: { repeatable: true, because: "a role that is gone is answered with 404 and counts as done" },
  joinTeam: {
    repeatable: true,
    because: "a member who is there already is answered with 412 and counts as done",
  },
  leaveTeam: { repeatable: true, because: "a member who is gone is answered with 404 and counts as done" },
  addUser: { repeatable: true, because: "adding a user who is there already syncs the user once more" },
  assignLicense: {
    repeatable: true,
    because: "an SKU that is assigned already stays so, and a removal is compared with what is left",
  },
  deleteUser: { repeatable: true, because: "a user who is gone is answered with 404 and counts as done" },
  addPrivileges: {
    repeatable: true,
    because: "a privilege that the role has already is set to the same level once more",
  },
  removePrivilege: {
    repeatable: true,
    because: "a privilege that is gone stays so, and what is left is read afterwards",
  },
  createRole: {
    repeatable: true,
    because:
      "a name is taken once in a business unit: the second time it is refused as existing, and counts as done",
  },
  deleteRole: { repeatable: true, because: "a role that is gone is answered with 404 and counts as done" },
  createUser: { repeatable: false, because: "the account may exist by now: it is looked up first" },
} as const satisfies Readonly<Record<string, { readonly repeatable: boolean; readonly because: string }>>;

export type RequestKind = keyof typeof REQUEST_KINDS;

export type Verdict =
  | { readonly again: false }
  /** `throttled`: the service asks everybody to wait, which the throttle gate sees to. */
  | { readonly again: true; readonly afterMs: number; readonly throttled: boolean };

/** A service that fails is asked this often, one that keeps saying "not yet" until the deadline. */
const TRIES_ON_FAILURE = 6;
/** A failure that will most likely be the same again is asked about less often. */
const TRIES_ON_STUBBORN_FAILURE = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

const TRANSIENT_STATUSES = new Set([408, 425, 499, 500, 502, 503, 504]);

/** Dataverse's passing troubles: SQL timeout and error, locks not obtained, a dependent service. */
const TRANSIENT_CODES = new Set([
  "0x80044150",
  "0x80044151",
  "0x80044339",
  "0x8004026c",
  "0x80072300",
  "0x80072301",
]);

/** Nothing was sent: the host has no address, or nobody listens there. */
const UNSENT = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"]);
/** The connection was lost on the way, or the answer was incomplete. Certificates are not among these. */
const LOST = new Set([
  "ECONNABORTED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "EPIPE",
  "ERR_BAD_RESPONSE",
  "ERR_NETWORK",
  "ETIMEDOUT",
  INCOMPLETE,
]);

/**
 * Whether a request is sent again after `tries` answers, the last of which is `answer`, and how long from now.
 *
 * @param code the service's own code in the answer, "" when there is none
 * @param random 0 ≤ x < 1; spreads the waits
 * @param now milliseconds since the epoch
 */
export function judge(
  kind: RequestKind,
  answer: Answer,
  code: string,
  tries: number,
  random: number,
  now: number,
): Verdict {
  const pause = throttlePause(answer, tries, random, now);
  if (answer.status === 429) return again(pause ?? backoff(tries, random), true);
  if (tries >= mostTries(kind, answer, code)) return { again: false };
  return pause === undefined ? again(backoff(tries, random), false) : again(pause, true);
}

/**
 * Milliseconds for which an answer asks everybody to hold back, undefined when it asks nobody.
 *
 * @param refusals how many such answers came one after another, this one included
 */
export function throttlePause(
  answer: Answer,
  refusals: number,
  random: number,
  now: number,
): number | undefined {
  if (answer.status === 429) return askedWait(answer, now) ?? backoff(refusals, random);
  return TRANSIENT_STATUSES.has(answer.status) ? askedWait(answer, now) : undefined;
}

/** The verdict on a refusal that passes by itself, such as one of an account that is not known everywhere yet. */
export function judgeNotYet(tries: number, random: number): Verdict {
  return tries >= TRIES_ON_FAILURE ? { again: false } : again(backoff(tries, random), false);
}

/** Whether the request of an answer that is no success may have been carried out all the same. */
export function mayHaveBeenCarriedOut({ status, failure }: Answer): boolean {
  if (status === 0) return failure instanceof NoAnswer && !UNSENT.has(failure.code);
  return TRANSIENT_STATUSES.has(status);
}

/**
 * Milliseconds that the service asks to wait, at least one. A date counts from the answer's own, since clocks differ;
 * one that is over, and a wait of nothing, ask for no certain time: repeating at once would only be refused again.
 *
 * @param now milliseconds since the epoch, for an answer without a date
 */
export function askedWait({ headers }: Answer, now: number): number | undefined {
  const wait = askedMilliseconds(headers, now);
  return wait !== undefined && wait > 0 ? wait : undefined;
}

function askedMilliseconds(headers: Answer["headers"], now: number): number | undefined {
  const milliseconds = headers["retry-after-ms"] ?? headers["x-ms-retry-after-ms"];
  if (milliseconds !== undefined && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  const after = headers["retry-after"];
  if (after === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1_000);
  const until = Date.parse(after);
  const answered = Date.parse(headers.date ?? "");
  return Number.isNaN(until) ? undefined : until - (Number.isNaN(answered) ? now : answered);
}

/** 1, 2, 4 … 30 seconds, each between half and the whole of it. */
function backoff(tries: number, random: number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  return Math.round(whole * (0.5 + random / 2));
}

function mostTries(kind: RequestKind, { status, failure }: Answer, code: string): number {
  const { repeatable } = REQUEST_KINDS[kind];
  if (status === 0) {
    if (!(failure instanceof NoAnswer)) return 1;
    if (UNSENT.has(failure.code)) return TRIES_ON_STUBBORN_FAILURE;
    return repeatable && LOST.has(failure.code) ? TRIES_ON_FAILURE : 1;
  }
  if (!repeatable) return 1;
  if (TRANSIENT_CODES.has(code.toLowerCase())) return TRIES_ON_FAILURE;
  if (!TRANSIENT_STATUSES.has(status)) return 1;
  return status === 500 ? TRIES_ON_STUBBORN_FAILURE : TRIES_ON_FAILURE;
}

function again(afterMs: number, throttled: boolean): Verdict {
  return { again: true, afterMs, throttled };
}
