import type { ListedFault } from "./faults";
import { html } from "./html";
import type { Section } from "./section";
import { table } from "./table";
import type { Throttled } from "./throttling";

const columns = [
  { heading: "Fault" },
  { heading: "Requests" },
  { heading: "Fitted", kind: "number" },
  { heading: "Hit", kind: "number" },
];

export function faultsSection(faults: readonly ListedFault[], throttled: readonly Throttled[]): Section {
  return {
    id: "faults",
    heading: "Faults and throttling",
    aside: faults.length === 0 ? "no fault is on" : `${faults.length} on`,
    content: html`${
      faults.length === 0
        ? html`<p class="quiet">No fault is on: every request is answered as well as it can be.</p>`
        : table(
            "Faults that are on",
            columns,
            faults.map(({ id, kind, details, target, matched, hits }) => [
              html`<span class="badge fault">${kind}</span> ${details} <span class="quiet">${id}</span>`,
              html`<code>${target}</code>`,
              matched,
              hits,
            ]),
          )
    }
    ${
      throttled.length === 0
        ? html`<p class="quiet">None of the requests that are remembered was throttled.</p>`
        : html`<ul>
            ${throttled.map(
              ({ service, count, last }) =>
                html`<li>
                  <span class="state">429</span> from ${service}: ${count} ${count === 1 ? "time" : "times"},
                  last at <time datetime="${last}">${last.slice(11, 19)}</time> UTC
                </li>`,
            )}
          </ul>`
    }`,
  };
}
