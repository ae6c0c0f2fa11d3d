/** How often something was done, and how long it took. */
export interface Pace {
  readonly count: number;
  /** Seconds of the clock. */
  readonly seconds: number;
  /** Processor seconds of this process meanwhile. */
  readonly cpuSeconds: number;
}

/**
 * Does something over and over, so many at a time, until time is over or it was done often enough; without counting
 * a first tenth that warms up.
 */
export async function pace(
  work: () => Promise<unknown>,
  { parallel, milliseconds, most = Infinity }: { parallel: number; milliseconds: number; most?: number },
): Promise<Pace> {
  await doing(work, parallel, milliseconds / 10, most);
  const before = process.cpuUsage();
  const started = performance.now();
  const count = await doing(work, parallel, milliseconds, most);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(before);
  return { count, seconds, cpuSeconds: (user + system) / 1_000_000 };
}

async function doing(
  work: () => Promise<unknown>,
  parallel: number,
  milliseconds: number,
  most: number,
): Promise<number> {
  const end = performance.now() + milliseconds;
  let begun = 0;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      // Everybody does it once at least: a slow machine must not measure nothing.
      do {
        if (begun >= most) return;
        begun += 1;
        await work();
      } while (performance.now() < end);
    }),
  );
  return begun;
}
