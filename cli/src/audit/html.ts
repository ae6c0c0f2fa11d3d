import { counted } from "@bc-sales/dynamic-providers/inspect";
import { type Html, htmlTable, markup, prose } from "../format/html";
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
  const { environment, accounts, seats, stack, lookedAt } = report;
  const salespeople = accounts.filter(({ kind }) => kind === "salesperson");
  const title = `Audit of ${environment.displayName}`;
  const state = report.asWanted ? "ok" : report.differences > 0 ? "different" : "unknown";
  const time = lookedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC");
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}: ${verdict(report)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="verdict ${state}">${verdict(report)}</p>
<dl>
<dt>Stack</dt><dd>${stack}</dd>
<dt>Environment</dt><dd>${environment.organizationUrl} (${environment.environmentId})</dd>
<dt>Looked at</dt><dd><time datetime="${lookedAt}">${time}</time></dd>
</dl>
</header>
<main>
${accounts.filter(({ kind }) => kind !== "salesperson").map(accountSection)}
${salespeople.length === 0 ? "" : salespeopleSection(salespeople)}
${seats.length === 0 ? "" : section("Licences of the tenant", findingList(seats))}
${permissionsSection(report.permissions)}
${readinessSection(report)}
</main>
</body>
</html>
`;
  return page.source;
}

function section(heading: string, content: Html): Html {
  return markup`<section>
<h2>${heading}</h2>
${content}
</section>
`;
}

function accountSection({ kind, signInName, displayName, aspects }: AccountReport): Html {
  const table = htmlTable(
    ["What", "Wanted", "Found", "State"],
    aspects.map(({ aspect, wanted, found, state, findings }) => [
      aspect,
      listed(wanted),
      listed(found),
      markup`${badge(state)}${findingList(findings)}`,
    ]),
  );
  const name = displayName === "" ? "" : `${displayName}, `;
  return section(HEADINGS[kind], markup`<p>${name}<span class="name">${signInName}</span></p>\n${table}`);
}

function salespeopleSection(accounts: readonly AccountReport[]): Html {
  const { asWanted, findings } = groupOf(accounts);
  const count = `${String(asWanted.length)} of ${counted(accounts.length, "person", "people")} as wanted.`;
  const table = htmlTable(
    ["What", "Finding", "Who"],
    findings.map(({ aspect, message, remedy, signInNames }) => [
      aspect,
      prose(`${message} ${remedy}`),
      someNames(signInNames),
    ]),
  );
  return section(
    HEADINGS.salesperson,
    markup`<p>${count}</p>
${findings.length === 0 ? "" : table}
<details>
<summary>Everybody</summary>
${everybody(accounts)}
</details>`,
  );
}

function everybody(accounts: readonly AccountReport[]): Html {
  const found = ({ aspects }: AccountReport, name: Aspect["aspect"]) =>
    listed(aspects.find(({ aspect }) => aspect === name)?.found ?? []);
  return htmlTable(
    ["Sign-in name", "Roles found", "Licences found", "State"],
    accounts.map((account) => [
      markup`<span class="name">${account.signInName}</span>`,
      found(account, "roles"),
      found(account, "licences"),
      badge(stateOf(account)),
    ]),
  );
}

function permissionsSection(permissions: readonly PermissionsReport[]): Html {
  return section(
    HEADINGS.permissions,
    htmlTable(
      ["Who", "Minimum", "State"],
      permissions.map(({ subject, minimum, state, required, findings }) => [
        subject,
        `${minimum}, ${counted(required, "privilege")}`,
        markup`${badge(state)}${findingList(findings)}`,
      ]),
    ),
  );
}

function readinessSection({ readiness }: AuditReport): Html {
  const table = htmlTable(
    ["Check", "What must be so, and what was found", "State"],
    readiness.map((check) => [
      markup`<span class="name">${check.id}</span>`,
      [
        markup`${check.title}`,
        ...(check.detail === "" ? [] : [markup`<br>${check.detail}`]),
        ...(check.businessCentral === ""
          ? []
          : [markup`<br>Business Central says: <q>${check.businessCentral}</q>`]),
        ...(check.remedy === "" ? [] : [markup`<br>${prose(check.remedy)}`]),
      ],
      checkBadge(check.state),
    ]),
  );
  return section(
    HEADINGS.readiness,
    markup`<p>What Business Central will check when it connects.</p>\n${table}`,
  );
}

function badge(state: keyof typeof STATE_WORDS): Html {
  return markup`<span class="badge ${state}">${STATE_WORDS[state]}</span>`;
}

function checkBadge(state: AuditReport["readiness"][number]["state"]): Html {
  const kind = { ok: "ok", failed: "different", unknown: "unknown", "not applicable": "idle" }[state];
  return markup`<span class="badge ${kind}">${state}</span>`;
}

function findingList(findings: readonly Finding[]): Html {
  if (findings.length === 0) return markup``;
  return markup`<ul>${findings.map(({ message, remedy }) => markup`<li>${prose(`${message} ${remedy}`)}</li>`)}</ul>`;
}
