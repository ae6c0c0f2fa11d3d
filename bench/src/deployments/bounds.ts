import type { Deployed } from "./deployed";

/** What one figure must not exceed. */
export interface Bound {
  readonly rule: string;
  readonly holds: boolean;
}

/** Most HTTP requests for a thousand salespeople, tokens included. */
const MOST_REQUESTS = { "no-op": 12, "swap-role": 30, "one-person": 14 } as const;
/** Besides one request a person, which adds it to the environment. */
const MOST_BESIDES_ADDING = 200;
const MOST_OF_FLOOR = 1.5;
const MOST_BYTES = 1_000;
/** 400 MB. */
const MOST_MEMORY_MIB = Math.floor(400e6 / 2 ** 20);

/** The bounds that a measurement is held against: requests up to a thousand people, state and memory at any number. */
export function boundsOf(one: Deployed): Bound[] {
  const { case: what, people, requests, writes, seconds, floorSeconds } = one;
  const bounds: Bound[] = [];
  const atMost = (rule: string, value: number, most: number): void => {
    bounds.push({ rule: `${rule} ≤ ${String(most)}`, holds: value <= most });
  };
  if (people <= 1_000) {
    if (what === "first-deployment") {
      atMost("requests − people", requests - people, MOST_BESIDES_ADDING);
      if (people === 1_000) atMost("seconds ÷ floor", seconds / floorSeconds, MOST_OF_FLOOR);
    } else if (what !== "delete") atMost("requests", requests, MOST_REQUESTS[what]);
    if (what === "one-person") atMost("writes", writes, 1);
  }
  if (what === "first-deployment" && one.stateBytesPerPerson !== null && people >= 1_000) {
    atMost("bytes a person", one.stateBytesPerPerson, MOST_BYTES);
  }
  if (one.peakMemoryMiB !== null) atMost("MiB", one.peakMemoryMiB, MOST_MEMORY_MIB);
  return bounds;
}
