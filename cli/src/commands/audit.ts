import { writeFileSync } from "node:fs";
import { connectTenant, ProblemsError } from "@bc-sales/dynamic-providers/inspect";
import { audit } from "../audit/collect";
import { auditHtml } from "../audit/html";
import { auditMarkdown } from "../audit/markdown";
import type { AuditReport } from "../audit/report";
import { auditText } from "../audit/text";
import { verdict } from "../audit/words";
import { EXIT, type ExitCode } from "../exit-codes";
import { json } from "../format/json";
import type { Output } from "../output";
import { readAccounts, readStack, type StackOptions } from "../stack/read-stack";

export const AUDIT_FORMATS = ["text", "json", "markdown", "html"] as const;

export interface AuditOptions extends StackOptions {
  readonly format: (typeof AUDIT_FORMATS)[number];
  /** Default: standard output. */
  readonly output?: string;
}

/** `bc-sales audit`: one environment beside what its stack wants. */
export async function auditCommand(options: AuditOptions, output: Output): Promise<ExitCode> {
  const stack = readStack(options, process.env);
  const accounts = readAccounts(stack);
  if (stack.credentialProblems.length > 0) throw new ProblemsError(stack.credentialProblems);
  output.note(`Looking at ${stack.config.organizationUrl} (some seconds).`);
  const tenant = connectTenant(stack.settings, undefined, { log: output.note });
  const report = await audit(stack, accounts, tenant);
  const text = rendered(report, options.format, output.color && options.output === undefined);
  if (options.output === undefined) output.result(text);
  else {
    write(options.output, text);
    output.note(`${verdict(report)} Written to ${options.output}.`);
  }
  if (report.differences > 0) return EXIT.found;
  return report.unknown > 0 ? EXIT.unable : EXIT.ok;
}

function rendered(report: AuditReport, format: AuditOptions["format"], color: boolean): string {
  switch (format) {
    case "text":
      return auditText(report, color);
    case "json":
      return json(report);
    case "markdown":
      return auditMarkdown(report);
    case "html":
      return auditHtml(report);
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const problem = {
      where: file,
      message: `The file cannot be written (${code}).`,
      remedy: "Name another one with --output.",
    };
    throw new ProblemsError([problem]);
  }
}
