import { html } from "./html";
import type { Rule } from "./rules";
import type { Section } from "./section";
import type { Summary } from "./summary";

export function summarySection(summaries: readonly Summary[], rules: readonly Rule[]): Section {
  return {
    id: "account-set",
    heading: "The account set",
    content: html`<div class="cards">
      ${summaries.map((summary) => {
        const broken = rules.filter(({ culprits }) =>
          culprits.some((account) => summary.accounts.includes(account)),
        );
        return html`<article class="card ${stateOf(summary, broken)}">
          <h3>${summary.part}</h3>
          <p class="who">${summary.who}</p>
          <p>${summary.detail}</p>
          ${broken.map(({ title }) => html`<p class="state">Broken: ${title}.</p>`)}
        </article>`;
      })}
    </div>`,
  };
}

function stateOf({ accounts }: Summary, broken: readonly Rule[]): string {
  if (broken.length > 0) return "broken";
  return accounts.length > 0 ? "there" : "missing";
}
