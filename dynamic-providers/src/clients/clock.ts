import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "./tenant";

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
};
