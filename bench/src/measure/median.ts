/** The middle of some numbers; of an even count, the lower of the two. @throws RangeError when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError("There is no middle of nothing.");
  return middle;
}
