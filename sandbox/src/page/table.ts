import type { Html } from "./html";
import { html } from "./html";

export interface Column {
  readonly heading: string;
  /** Class of its cells, e.g. `number`. */
  readonly kind?: string;
}

export type Cell = Html | string | number;

/**
 * A table with caption and headings; the first cell of a row names the row. The roles say again what the elements
 * are: on narrow screens rows are shown as blocks, and browsers take a table that is no longer laid out as one for
 * plain text.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Cell[])[]): Html {
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ heading, kind }) => html`<th role="columnheader" scope="col" ${className(kind)}>${heading}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((cell, index) => tableCell(cell, columns[index], index))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function tableCell(value: Cell, column: Column | undefined, index: number): Html {
  return index === 0
    ? html`<th role="rowheader" scope="row" ${className(column?.kind)}>${value}</th>`
    : html`<td role="cell" data-heading="${column?.heading ?? ""}" ${className(column?.kind)}>
        <div>${value}</div>
      </td>`;
}

function className(kind: string | undefined): Html {
  return kind === undefined ? html`` : html` class="${kind}"`;
}
