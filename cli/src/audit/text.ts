import { counted } from "@bc-sales/dynamic-providers/inspect";
import { printable, type Style, styleOf } from "../format/style";
import { groupOf, someNames } from "./group";
import type { AccountReport, Aspect, AuditReport, Finding, PermissionsReport, State } from "./report";
import { HEADINGS, listed, verdict } from "./words";

/** For a terminal: what is right in a line, what is not with what is wanted, found and to be done. */
export function auditText(report: AuditReport, color: boolean): string {
  const style = styleOf(color);
  const { environment, accounts } = report;
  const single = accounts.filter(({ kind }) => kind !== "salesperson");
  const salespeople = accounts.filter(({ kind }) => kind === "salesperson");
  const sections = [
    [style.bold(`${environment.displayName} (${environment.organizationUrl}), stack ${report.stack}`)],
    ...single.map((account) => [
      style.bold(`${HEADINGS[account.kind]}: ${account.signInName}`),
      ...account.aspects.flatMap((aspect) => aspectLines(aspect, style)),
    ]),
    ...(salespeople.length === 0 ? [] : [salespeopleLines(salespeople, style)]),
    ...(report.seats.length === 0
      ? []
      : [[style.bold("Licences of the tenant"), ...report.seats.flatMap((one) => findingLines(one))]]),
    [style.bold(HEADINGS.permissions), ...report.permissions.flatMap((one) => permissionLines(one, style))],
    readinessLines(report, style),
    [report.asWanted ? style.good(verdict(report)) : style.bad(verdict(report))],
  ];
  return printable(`${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}

const ASPECT_WIDTH = 16;

function aspectLines({ aspect, state, wanted, found, findings }: Aspect, style: Style): string[] {
  const head = `  ${mark(state, style)}  ${aspect.padEnd(ASPECT_WIDTH)}`;
  if (state === "ok") return [`${head}${listed(found)}`];
  const indent = " ".repeat(2 + MARK_WIDTH + 2 + ASPECT_WIDTH);
  return [
    `${head}wanted: ${listed(wanted)}`,
    `${indent}found:  ${listed(found)}`,
    ...findings.flatMap((finding) => findingLines(finding, indent)),
  ];
}

function salespeopleLines(accounts: readonly AccountReport[], style: Style): string[] {
  const { asWanted, different, findings } = groupOf(accounts);
  return [
    style.bold(`${HEADINGS.salesperson}: ${counted(accounts.length, "person", "people")}`),
    ...(asWanted.length === 0
      ? []
      : [
          `  ${mark("ok", style)}  ${counted(asWanted.length, "person", "people")}: ${someNames(asWanted.map(({ signInName }) => signInName))}`,
        ]),
    ...(different.length === 0
      ? []
      : [`  ${mark("different", style)}  ${counted(different.length, "person", "people")}:`]),
    ...findings.flatMap(({ aspect, message, remedy, signInNames }) => [
      `    - ${aspect}: ${message} ${remedy}`.trimEnd(),
      `      ${someNames(signInNames)}`,
    ]),
  ];
}

/** Findings that are shown of one role or user; a user without its role lacks dozens of privileges. */
const FINDINGS_SHOWN = 10;

function permissionLines(
  { subject, minimum, state, required, findings }: PermissionsReport,
  style: Style,
): string[] {
  const what =
    state === "ok" ? `has all ${counted(required, "privilege")}` : counted(findings.length, "finding");
  const more = findings.length - FINDINGS_SHOWN;
  return [
    `  ${mark(state, style)}  ${subject}: ${what} (${minimum})`,
    ...findings.slice(0, FINDINGS_SHOWN).flatMap((finding) => findingLines(finding)),
    ...(more > 0 ? [`    - and ${String(more)} more, which the other formats list`] : []),
  ];
}

function readinessLines({ readiness }: AuditReport, style: Style): string[] {
  const silent = readiness.filter(({ state }) => state === "not applicable").length;
  return [
    style.bold(HEADINGS.readiness),
    ...readiness
      .filter(({ state }) => state !== "not applicable")
      .flatMap(({ id, title, state, detail, businessCentral, remedy }) => {
        if (state === "ok") return [`  ${mark("ok", style)}  ${id}: ${title}`];
        const says =
          businessCentral === ""
            ? []
            : [`    - Business Central says: ${businessCentral.replace(/\s*\n\s*/g, " ")}`];
        return [
          `  ${mark(state === "failed" ? "different" : "unknown", style)}  ${id}: ${detail}`,
          ...says,
          ...(remedy === "" ? [] : [`    - ${remedy}`]),
        ];
      }),
    ...(silent === 0 ? [] : [style.faint(`  ${counted(silent, "check does", "checks do")} not apply`)]),
  ];
}

function findingLines({ message, remedy }: Finding, indent = "    "): string[] {
  return [`${indent}- ${message} ${remedy}`.trimEnd()];
}

const MARK_WIDTH = 9;

function mark(state: State, style: Style): string {
  const paint = { ok: style.good, different: style.bad, unknown: style.doubtful }[state];
  return paint((state === "ok" ? "ok" : state).padEnd(MARK_WIDTH));
}
