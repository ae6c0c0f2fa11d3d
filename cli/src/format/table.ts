/** Columns with two blanks between them; the last one is as long as it is. No line ends with blanks. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((count) => "-".repeat(count)).join("  ");
  return `${[line(headings), rule, ...rows.map(line)].join("\n")}\n`;
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** In characters as people see them, not in the units that JavaScript counts. */
function width(text: string): number {
  return Array.from(characters.segment(text)).length;
}
