import type { Figure, Row } from "../benchmark";

/** Rows as a Markdown table that is readable as it is; columns are those of the first row. */
export function table(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const columns = Object.keys(first);
  const lines = [columns, ...rows.map((row) => columns.map((column) => shown(row[column] ?? null)))];
  const widths = columns.map((_, index) => Math.max(3, ...lines.map((line) => (line[index] ?? "").length)));
  const isNumber = columns.map((column) => rows.every((row) => typeof (row[column] ?? 0) === "number"));
  const written = lines.map((line) => {
    const cells = line.map((cell, index) => padded(cell, widths[index] ?? 0, isNumber[index] ?? false));
    return `| ${cells.join(" | ")} |`;
  });
  const rule = widths.map((width, index) =>
    isNumber[index] ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [written[0], `| ${rule.join(" | ")} |`, ...written.slice(1)].join("\n");
}

function padded(cell: string, width: number, right: boolean): string {
  return right ? cell.padStart(width) : cell.padEnd(width);
}

function shown(figure: Figure): string {
  if (figure === null) return "–";
  if (typeof figure === "string") return figure;
  const digits = Number.isInteger(figure) ? 0 : Math.abs(figure) < 10 ? 2 : 1;
  return figure.toFixed(digits);
}
