import type { Benchmark, Report } from "../benchmark";
import { table } from "./table";

/** What a benchmark found, as Markdown. */
export function show({ name, about }: Benchmark, { tables, notes = [] }: Report): string {
  return [
    `## ${name}\n\n${sentence(about)}\n`,
    ...notes.map((note) => `${note}\n`),
    ...tables.map(({ heading, rows }) => `### ${heading}\n\n${table(rows)}\n`),
  ].join("\n");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
