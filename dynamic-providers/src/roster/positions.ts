const LF = 0x0a;
const CR = 0x0d;

/** Finds the line and the column of a place in a text that is held as UTF-8. */
export class Positions {
  #starts: readonly number[] | undefined;

  constructor(private readonly bytes: Buffer) {}

  /** `line:column`, both from 1; columns count characters. @param offset - in bytes. */
  at(offset: number): string {
    const line = this.line(offset);
    const before = this.bytes.toString("utf8", this.#lineStarts()[line - 1], offset);
    return `${String(line)}:${String(Array.from(before).length + 1)}`;
  }

  /** From 1. */
  line(offset: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Offset of the first line that begins after `offset`; the end of the text when there is none. */
  nextLine(offset: number): number {
    return this.#lineStarts()[this.line(offset)] ?? this.bytes.length;
  }

  /** Lines end with CR LF, LF or CR, also inside quoted values: that is how editors count. */
  #lineStarts(): readonly number[] {
    if (this.#starts !== undefined) return this.#starts;
    const starts = [0];
    for (let index = 0; index < this.bytes.length; index++) {
      const byte = this.bytes[index];
      if (byte === LF || (byte === CR && this.bytes[index + 1] !== LF)) starts.push(index + 1);
    }
    return (this.#starts = starts);
  }
}
