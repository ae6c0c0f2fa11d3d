import { html } from "./html";
import type { Section } from "./section";
import type { Summary } from "./summary";

export function summarySection(summaries: readonly Summary[]): Section {
  return {
    id: "account-set",
    heading: "The account set",
    content: html`<div class="cards">
      ${summaries.map(
        ({ part, who, detail, isThere }) =>
          html`<article class="card ${isThere ? "there" : "missing"}">
            <h3>${part}</h3>
            <p class="who">${who}</p>
            <p>${detail}</p>
          </article>`,
      )}
    </div>`,
  };
}
