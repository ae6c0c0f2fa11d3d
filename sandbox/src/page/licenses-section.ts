import { html, type Html } from "./html";
import type { Seats } from "./licenses";
import type { Section } from "./section";
import { table } from "./table";

const columns = [{ heading: "SKU" }, { heading: "Seats" }, { heading: "Free", kind: "number" }];

export function licensesSection(seats: readonly Seats[]): Section {
  return {
    id: "licences",
    heading: "Licences",
    content: table(
      "Seats of each SKU",
      columns,
      seats.map((sku) => [
        html`<code>${sku.name}</code>
          <span class="quiet">${sku.opensDataverse ? "opens Dataverse" : "without Dataverse"}</span>`,
        html`${bar(sku)} ${sku.taken} of ${sku.bought} taken`,
        sku.free > 0 ? sku.free : html`<span class="state">${sku.free}</span>`,
      ]),
    ),
  };
}

/** The text beside it says the same. SVG, since the page's policy takes no style attributes. */
function bar({ taken, bought, free }: Seats): Html {
  const width = bought > 0 ? Math.min(100, (taken / bought) * 100) : taken > 0 ? 100 : 0;
  return html`<svg
    class="bar ${free > 0 ? "" : "full"}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="all" width="100" height="6" />
    <rect class="taken" width="${width}" height="6" />
  </svg>`;
}
