import type { Account, HeldLicense, HeldRole } from "./account";
import { badgeMeanings, type BadgeName } from "./badges";
import { html, type Html } from "./html";
import { pageHref, type PageQuery } from "./query";
import { carriedFields, options } from "./form";
import type { Section } from "./section";
import { choices, selectAccounts, type ListedAccount } from "./select-accounts";
import { table, type Cell } from "./table";

/** Accounts on one page. */
const pageSize = 50;

const columns = ["Account", "Access mode and state", "Security roles", "Licences"].map((heading) => ({
  heading,
}));

export function accountsSection(listed: readonly ListedAccount[], query: PageQuery): Section {
  const found = selectAccounts(listed, query.show, query.search);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(query.page, pages);
  const first = (page - 1) * pageSize;
  const shown = found.slice(first, first + pageSize);
  const range = found.length > pageSize ? `, ${first + 1} to ${first + shown.length} of ${found.length}` : "";
  return {
    id: "accounts",
    heading: "Accounts",
    aside: found.length === listed.length ? String(listed.length) : `${found.length} of ${listed.length}`,
    content: html`${filterForm(query)}
    ${
      shown.length === 0
        ? html`<p class="quiet">
            Nobody fits.
            <a href="${pageHref(query, { search: "", show: "everybody", page: 1 }, "accounts")}"
              >Show everybody</a
            >
          </p>`
        : html`${table(`Accounts: ${choices[query.show].label.toLowerCase()}, ${range}`, columns, shown.map(accountCells))}
          ${pageLinks(query, { page, pages, range })} ${legend(shown)}`
    }`,
  };
}

function filterForm(query: PageQuery): Html {
  return html`<form action="/#accounts" method="get" role="search" aria-label="Accounts">
    ${carriedFields(query, ["log", "refresh"])}
    <label
      >Find <input type="search" name="q" value="${query.search}" placeholder="name, role or licence"
    /></label>
    <label
      >Show
      <select name="show">
        ${options(
          Object.entries(choices).map(([name, { label }]) => [name, label]),
          query.show,
        )}
      </select></label
    >
    <button>Show</button>
  </form>`;
}

function accountCells({ account, badges, breaks }: ListedAccount): Cell[] {
  return [
    html`<span class="name">${account.name}</span>
      <span class="sign-in-name">${account.signInName}</span>
      ${badges.length === 0 ? html`` : html`<span class="badges">${badges.map(badge)}</span>`}
      ${breaks.map((title) => html`<span class="breach">Breaks: ${title}</span>`)}`,
    html`${account.accessMode ?? html`<span class="quiet">–</span>`} ${states(account)}`,
    roleList(account.roles),
    licenseList(account.licenses),
  ];
}

function badge(name: BadgeName): Html {
  return html`<span class="badge ${name.toLowerCase().replaceAll(" ", "-")}">${name}</span> `;
}

function states({ states: all, takesPlace, accessMode, businessUnit }: Account): Html {
  const expected = (state: string): boolean =>
    state === "not in the environment" || (state === "no licence" && takesPlace);
  return html`${all.map((state) => html`<span class="${expected(state) ? "quiet" : "badge odd"}">${state}</span> `)}
  ${accessMode === undefined ? html`` : html`<span class="unit">${businessUnit ?? ""}</span>`}`;
}

function roleList(roles: readonly HeldRole[]): Html {
  if (roles.length === 0) return html`<span class="quiet">none</span>`;
  return html`<ul>
    ${roles.map(({ name, team }) => html`<li>${name}${team === undefined ? html`` : html` <span class="quiet">through team ${team}</span>`}</li>`)}
  </ul>`;
}

function licenseList(licenses: readonly HeldLicense[]): Html {
  if (licenses.length === 0) return html`<span class="quiet">none</span>`;
  return html`<ul>
    ${licenses.map(({ name, group }) => html`<li><code>${name}</code>${group === undefined ? html`` : html` <span class="quiet">from group ${group}</span>`}</li>`)}
  </ul>`;
}

function pageLinks(
  query: PageQuery,
  { page, pages, range }: { readonly page: number; readonly pages: number; readonly range: string },
): Html {
  if (pages === 1) return html``;
  const link = (to: number, label: string, rel: string): Html =>
    to < 1 || to > pages
      ? html`<span class="quiet">${label}</span>`
      : html`<a href="${pageHref(query, { page: to }, "accounts")}" rel="${rel}">${label}</a>`;
  return html`<nav class="pages" aria-label="Pages of accounts">
    ${link(page - 1, "← Previous", "prev")}
    <span>${range}, page ${page} of ${pages}</span> ${link(page + 1, "Next →", "next")}
  </nav>`;
}

/** What the badges in sight mean. */
function legend(shown: readonly ListedAccount[]): Html {
  const worn = new Set(shown.flatMap(({ badges }) => badges));
  const entries = (Object.entries(badgeMeanings) as [BadgeName, string][]).filter(([name]) => worn.has(name));
  if (entries.length === 0) return html``;
  return html`<details open>
    <summary>What the badges mean</summary>
    <dl class="legend">
      ${entries.map(
        ([name, meaning]) =>
          html`<div>
            <dt>${badge(name)}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
