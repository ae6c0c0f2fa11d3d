import { counted } from "@bc-sales/dynamic-providers/inspect";
import { markdownTable, markdownText } from "../format/markdown";
import { groupOf, someNames } from "./group";
import type { AccountReport, AuditReport, Finding } from "./report";
import { HEADINGS, listed, STATE_WORDS, verdict } from "./words";

/** For a comment on a pull request or a page of a wiki. */
export function auditMarkdown(report: AuditReport): string {
  const { environment, accounts, permissions, readiness, seats } = report;
  const salespeople = accounts.filter(({ kind }) => kind === "salesperson");
  return [
    `# Audit of ${markdownText(environment.displayName)}\n`,
    `**${verdict(report)}** Stack ${markdownText(report.stack)}, ${markdownText(environment.organizationUrl)}, ${report.lookedAt}.\n`,
    ...accounts.filter(({ kind }) => kind !== "salesperson").map(accountPart),
    ...(salespeople.length === 0 ? [] : [salespeoplePart(salespeople)]),
    ...(seats.length === 0 ? [] : [`## Licences of the tenant\n\n${findingList(seats)}`]),
    `## ${HEADINGS.permissions}\n\n${markdownTable(
      ["Who", "Minimum", "", "Findings"],
      permissions.map(({ subject, minimum, state, findings }) => [
        subject,
        minimum,
        STATE_WORDS[state],
        findings.length === 0 ? "" : `${counted(findings.length, "finding")}, see below`,
      ]),
    )}`,
    ...permissions
      .filter(({ findings }) => findings.length > 0)
      .map(({ subject, findings }) => `${markdownText(subject)}:\n\n${findingList(findings)}`),
    `## ${HEADINGS.readiness}\n\n${markdownTable(
      ["Check", "State", "Detail", "Remedy"],
      readiness.map(({ id, title, state, detail, remedy }) => [
        id,
        state,
        state === "ok" ? title : detail,
        remedy,
      ]),
    )}`,
  ].join("\n");
}

function accountPart({ kind, signInName, aspects }: AccountReport): string {
  const table = markdownTable(
    ["", "Wanted", "Found", ""],
    aspects.map(({ aspect, wanted, found, state }) => [
      aspect,
      listed(wanted),
      listed(found),
      STATE_WORDS[state],
    ]),
  );
  const findings = aspects.flatMap((aspect) => aspect.findings);
  return `## ${HEADINGS[kind]}: ${markdownText(signInName)}\n\n${table}${findings.length === 0 ? "" : `\n${findingList(findings)}`}`;
}

function salespeoplePart(accounts: readonly AccountReport[]): string {
  const { asWanted, findings } = groupOf(accounts);
  const table = markdownTable(
    ["", "Finding", "Who", "Remedy"],
    findings.map(({ aspect, message, remedy, signInNames }) => [
      aspect,
      message,
      someNames(signInNames),
      remedy,
    ]),
  );
  const count = `${String(asWanted.length)} of ${counted(accounts.length, "person", "people")} as wanted.`;
  return `## ${HEADINGS.salesperson}\n\n${count}\n${findings.length === 0 ? "" : `\n${table}`}`;
}

function findingList(findings: readonly Finding[]): string {
  return findings.map(({ message, remedy }) => `- ${markdownText(`${message} ${remedy}`.trim())}\n`).join("");
}
