import { setTimeout as wait } from "node:timers/promises";
import { Cancelled } from "./cancelled";
import type { Clock } from "./tenant";

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await wait(milliseconds);
  },
};

/** A clock whose sleepers are woken by a cancellation, and do not fall asleep after it. */
export function cancellable(clock: Clock, cancellation: AbortSignal): Clock {
  return {
    now: () => clock.now(),
    sleep: (milliseconds, waitingFor = "something") =>
      new Promise((resolve, reject) => {
        const cancel = (): void => {
          reject(new Cancelled(waitingFor));
        };
        if (cancellation.aborted) {
          cancel();
          return;
        }
        cancellation.addEventListener("abort", cancel, { once: true });
        clock
          .sleep(milliseconds, waitingFor)
          .then(resolve, reject)
          .finally(() => {
            cancellation.removeEventListener("abort", cancel);
          });
      }),
  };
}
