import { counted } from "@bc-sales/dynamic-providers/inspect";
import { html, type Html } from "../format/html";
import { groupOf, someNames } from "./group";
import { pageStyle } from "./page-style";
import {
  type AccountReport,
  type Aspect,
  type AuditReport,
  type Finding,
  type PermissionsReport,
  stateOf,
} from "./report";
import { HEADINGS, listed, STATE_WORDS, verdict } from "./words";

/** One page that needs nothing else: no script, no picture, no font of its own; it can be mailed and printed. */
export function auditHtml(report: AuditReport): string {
  const { environment, accounts, seats, stack } = report;
  const salespeople = accounts.filter(({ kind }) => kind === "salesperson");
  const title = `Audit of ${environment.displayName}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}: ${verdict(report)}</title>
        <style>
          ${pageStyle}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="verdict ${report.asWanted ? "ok" : report.differences > 0 ? "different" : "unknown"}">
            ${verdict(report)}
          </p>
          <dl>
            <dt>Stack</dt>
            <dd>${stack}</dd>
            <dt>Environment</dt>
            <dd>${environment.organizationUrl} (${environment.environmentId})</dd>
            <dt>Looked at</dt>
            <dd>
              <time datetime="${report.lookedAt}"
                >${report.lookedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time
              >
            </dd>
          </dl>
        </header>
        <main>
          ${accounts.filter(({ kind }) => kind !== "salesperson").map(accountSection)}
          ${salespeople.length === 0 ? "" : salespeopleSection(salespeople)}
          ${
            seats.length === 0
              ? ""
              : html`<section>
                  <h2>Licences of the tenant</h2>
                  ${findingList(seats)}
                </section>`
          }
          ${permissionsSection(report.permissions)} ${readinessSection(report)}
        </main>
      </body>
    </html> `;
  return page.source;
}

function accountSection({ kind, signInName, displayName, aspects }: AccountReport): Html {
  return html`<section>
    <h2>${HEADINGS[kind]}</h2>
    <p>${displayName === "" ? "" : html`${displayName}, `}<span class="name">${signInName}</span></p>
    <table>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Wanted</th>
          <th scope="col">Found</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${aspects.map(aspectRow)}
      </tbody>
    </table>
  </section> `;
}

function aspectRow({ aspect, wanted, found, state, findings }: Aspect): Html {
  return html`<tr>
    <th scope="row">${aspect}</th>
    <td>${listed(wanted)}</td>
    <td>${listed(found)}</td>
    <td>${badge(state)}${findingList(findings)}</td>
  </tr> `;
}

function salespeopleSection(accounts: readonly AccountReport[]): Html {
  const { asWanted, findings } = groupOf(accounts);
  const rows = findings.map(
    ({ aspect, message, remedy, signInNames }) =>
      html`<tr>
        <th scope="row">${aspect}</th>
        <td>${message} ${remedy}</td>
        <td>${someNames(signInNames)}</td>
      </tr> `,
  );
  return html`<section>
    <h2>${HEADINGS.salesperson}</h2>
    <p>
      ${badge(asWanted.length === accounts.length ? "ok" : "different")} ${asWanted.length} of
      ${counted(accounts.length, "person", "people")} as wanted.
    </p>
    ${
      rows.length === 0
        ? ""
        : html`<table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Finding</th>
                <th scope="col">Who</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }
    <details>
      <summary>Everybody</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Sign-in name</th>
            <th scope="col">Roles found</th>
            <th scope="col">Licences found</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          ${accounts.map(personRow)}
        </tbody>
      </table>
    </details>
  </section> `;
}

function personRow(account: AccountReport): Html {
  const found = (name: Aspect["aspect"]) =>
    listed(account.aspects.find(({ aspect }) => aspect === name)?.found ?? []);
  return html`<tr>
    <th scope="row" class="name">${account.signInName}</th>
    <td>${found("roles")}</td>
    <td>${found("licences")}</td>
    <td>${badge(stateOf(account))}</td>
  </tr> `;
}

function permissionsSection(permissions: readonly PermissionsReport[]): Html {
  const rows = permissions.map(
    ({ subject, minimum, state, required, findings }) =>
      html`<tr>
        <th scope="row">${subject}</th>
        <td>${minimum}, ${counted(required, "privilege")}</td>
        <td>${badge(state)}${findingList(findings)}</td>
      </tr> `,
  );
  return html`<section>
    <h2>${HEADINGS.permissions}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Minimum</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section> `;
}

function readinessSection({ readiness }: AuditReport): Html {
  const rows = readiness.map(
    ({ id, title, state, detail, businessCentral, remedy }) =>
      html`<tr>
        <th scope="row"><span class="name">${id}</span></th>
        <td>
          ${title}${detail === "" ? "" : html`<br />${detail}`}${businessCentral === "" ? "" : html`<br />Business Central says: <q>${businessCentral}</q>`}${remedy === "" ? "" : html`<br />${remedy}`}
        </td>
        <td>${checkBadge(state)}</td>
      </tr> `,
  );
  return html`<section>
    <h2>${HEADINGS.readiness}</h2>
    <p>What Business Central will check when it connects.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">What must be so, and what was found</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section> `;
}

/** What stands between backticks is something to type. */
function prose(text: string): Html[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function badge(state: keyof typeof STATE_WORDS): Html {
  return html`<span class="badge ${state}">${STATE_WORDS[state]}</span>`;
}

function checkBadge(state: AuditReport["readiness"][number]["state"]): Html {
  const kind = { ok: "ok", failed: "different", unknown: "unknown", "not applicable": "idle" }[state];
  return html`<span class="badge ${kind}">${state}</span>`;
}

function findingList(findings: readonly Finding[]): Html {
  if (findings.length === 0) return html``;
  const items = findings.map(({ message, remedy }) => html`<li>${prose(`${message} ${remedy}`)}</li>`);
  return html`<ul>
    ${items}
  </ul>`;
}
