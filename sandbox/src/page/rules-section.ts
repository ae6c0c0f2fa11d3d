import { html } from "./html";
import type { Rule, Verdict } from "./rules";
import type { Section } from "./section";

const verdicts: Readonly<Record<Verdict, { readonly sign: string; readonly word: string }>> = {
  holds: { sign: "✓", word: "holds" },
  broken: { sign: "✗", word: "broken" },
  open: { sign: "○", word: "not yet" },
};

export function rulesSection(rules: readonly Rule[]): Section {
  const broken = rules.filter(({ verdict }) => verdict === "broken").length;
  const held = rules.filter(({ verdict }) => verdict === "holds").length;
  return {
    id: "guards",
    heading: "Guards",
    aside: broken > 0 ? `${broken} broken` : `${held} of ${rules.length} hold`,
    content: html`<ul class="rules">
      ${rules.map(
        ({ title, verdict, finding }) =>
          html`<li class="${verdict}">
            <span class="sign" aria-hidden="true">${verdicts[verdict].sign}</span>
            <div>
              <strong>${title}</strong> <span class="verdict">${verdicts[verdict].word}</span><br />${finding}
            </div>
          </li>`,
      )}
    </ul>`,
  };
}
