import { carriedFields, options } from "./form";
import { html, type Html } from "./html";
import { logChoices, type PageQuery } from "./query";
import type { ListedRequest } from "./requests";
import type { Section } from "./section";
import { table, type Cell } from "./table";

const columns = [
  { heading: "Time" },
  { heading: "Service" },
  { heading: "Request" },
  { heading: "Status", kind: "number" },
  { heading: "Took", kind: "number" },
];

/** Most parts of a batch that are listed; all of them stand in `GET /admin/requests`. */
const partLimit = 100;

/** @param total how many requests came since the log was emptied */
export function requestsSection(
  requests: readonly ListedRequest[],
  total: number,
  query: PageQuery,
): Section {
  return {
    id: "requests",
    heading: "Last requests",
    aside: total === 1 ? "1 so far" : `${total} so far`,
    content: html`<form action="/#requests" method="get" aria-label="Last requests">
        ${carriedFields(query, ["search", "show", "page", "refresh"])}
        <label
          >Show
          <select name="log">
            ${options(Object.entries(logChoices), query.log)}
          </select></label
        >
        <button>Show</button>
      </form>
      ${
        requests.length === 0
          ? html`<p class="quiet">None.</p>`
          : table(
              `Requests: ${logChoices[query.log].toLowerCase()}, the latest first (UTC)`,
              columns,
              requests.map(requestCells),
            )
      }`,
  };
}

function requestCells(request: ListedRequest): Cell[] {
  const { time, service, method, target, status, duration, fault } = request;
  return [
    html`<time datetime="${time}">${time.slice(11, 19)}</time>`,
    service,
    html`<code><b>${method}</b> ${target}</code> ${faultBadge(fault)} ${parts(request)}`,
    statusOf(status),
    `${duration} ms`,
  ];
}

function statusOf(status: number): Html {
  if (status === 0) return html`<span class="state">none</span>`;
  return html`<span class="${status >= 400 ? "state" : "good"}">${status}</span>`;
}

function faultBadge(fault: string | undefined): Html {
  return fault === undefined ? html`` : html`<span class="badge fault">fault: ${fault}</span>`;
}

function parts({ parts: all, outcomes }: ListedRequest): Html {
  if (all.length === 0) return html``;
  const rest = all.length - partLimit;
  return html`<details>
    <summary>${all.length} ${all.length === 1 ? "part" : "parts"}: ${outcomes.join(", ")}</summary>
    <ul class="parts">
      ${all
        .slice(0, partLimit)
        .map(
          ({ method, path, status, fault }) =>
            html`<li>${statusOf(status)} <code>${method} ${path}</code> ${faultBadge(fault)}</li>`,
        )}
      ${rest > 0 ? html`<li class="quiet">and ${rest} more</li>` : html``}
    </ul>
  </details>`;
}
