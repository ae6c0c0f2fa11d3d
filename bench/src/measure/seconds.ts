/** How long some work takes. */
export async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** To hundredths. */
export function rounded(value: number): number {
  return Number(value.toFixed(2));
}
