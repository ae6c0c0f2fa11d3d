/** Length of a text in bytes of UTF-8: never less than in characters, whichever of them a service counts. */
export function size(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/**
 * Shortens a text to whole lines that fit: more of its beginning, and its end, where Pulumi sums up. What was left out is
 * said in its place. Pure.
 * @param limit in bytes.
 */
export function clip(text: string, limit: number): string {
  if (size(text) <= limit) return text;
  const lines = text.split("\n");
  const note = (left: number) => `… ${String(left)} lines left out; the log of the run has them …`;
  const room = limit - size(note(lines.length)) - 2;
  const tail = fitting(lines.toReversed(), room / 3).toReversed();
  const head = fitting(lines.slice(0, lines.length - tail.length), room - size(tail.join("\n")));
  return [...head, note(lines.length - head.length - tail.length), ...tail].join("\n");
}

function fitting(lines: readonly string[], room: number): string[] {
  let left = room;
  let count = 0;
  for (const line of lines) {
    left -= size(line) + 1;
    if (left < 0) break;
    count += 1;
  }
  return lines.slice(0, count);
}
