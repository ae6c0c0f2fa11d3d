/** A line to the person at the terminal, apart from what commands print for programs. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
