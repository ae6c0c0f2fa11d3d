const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** HTML that may be put into a page as it is. */
export class Html {
  constructor(readonly source: string) {}
}

type Part = string | number | Html | readonly Html[];

/** A template of HTML (not named `html`, whose white space formatters change): what is put into it is text and escaped, unless it is HTML already. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, index) => text + sourceOf(parts[index] ?? "")).join(""));
}

function sourceOf(part: Part): string {
  if (part instanceof Html) return part.source;
  if (typeof part === "object") return part.map(({ source }) => source).join("");
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** A table whose first column heads its rows. Each other cell knows its heading, for screens too narrow for a table. */
export function htmlTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  const head = headings.map((heading) => markup`<th scope="col">${heading}</th>`);
  return markup`<table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map((cell, column) => htmlCell(cell, headings[column] ?? "", column))}</tr>\n`)}</tbody>
</table>`;
}

export type Cell = string | Html | readonly Html[];

function htmlCell(cell: Cell, heading: string, column: number): Html {
  return column === 0
    ? markup`<th scope="row">${cell}</th>`
    : markup`<td data-label="${heading}">${cell}</td>`;
}

/** What stands between backticks is something to type. */
export function prose(text: string): Html[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
}
