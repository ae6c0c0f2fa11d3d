/** A table in the dialect of GitHub. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = `|${headings.map(() => " --- |").join("")}`;
  return `${[line(headings.map(markdownText)), rule, ...rows.map((row) => line(row.map(markdownText)))].join("\n")}\n`;
}

/** Text as it is, on one line: nothing in it is taken for Markdown or HTML. */
export function markdownText(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .replace(/[\\`*_[\]<>|~]/g, "\\$&")
    .replace(/&/g, "&amp;");
}
