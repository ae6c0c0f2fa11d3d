import { html, type Html } from "./html";

/** A part of the page that can be linked to. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  /** Shown beside the heading, e.g. a count. */
  readonly aside?: string;
  readonly content: Html;
}

export function section({ id, heading, aside, content }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${heading}${aside === undefined ? html`` : html` <small>${aside}</small>`}</h2>
    ${content}
  </section>`;
}
