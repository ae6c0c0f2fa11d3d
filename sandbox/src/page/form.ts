import { html, type Html } from "./html";
import { pageFields, type PageQuery } from "./query";

/** Hidden fields for what a form of the page does not ask for and must not forget. */
export function carriedFields(query: PageQuery, keys: readonly (keyof PageQuery)[]): Html {
  const fields = pageFields(query, keys);
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}

/** Options of a select: value and label of each. */
export function options(choices: readonly (readonly [value: string, label: string])[], chosen: string): Html {
  return html`${choices.map(
    ([value, label]) =>
      html`<option value="${value}" ${value === chosen ? html` selected` : html``}>${label}</option>`,
  )}`;
}
