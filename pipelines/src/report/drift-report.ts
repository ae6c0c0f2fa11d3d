import type { Audit } from "../audit";
import { operationsInWords } from "../engine-events";
import type { Preview } from "../preview";
import { clip, size } from "./clip";
import { folded } from "./markdown";
import { type Found, markerLine } from "./marker";
import { LONGEST, plan } from "./preview-comment";

export interface DriftReport {
  readonly found: Found;
  /** Markdown, for an issue and for the summary of a job. */
  readonly text: string;
}

/** What somebody changed by hand, or what was merged and never deployed. Pure. */
export function driftReport(stack: string, preview: Preview, audit: Audit, origin: string): DriftReport {
  const found = verdict(preview, audit);
  const start = [
    `${markerLine({ kind: "drift", stack, found })}${HEADLINES[found](stack)}\n`,
    `- Preview: ${previewInWords(preview)}`,
    `- Audit: ${AUDIT_WORDS[audit.found]}`,
    "",
  ].join("\n");
  const end = `\n${origin}\n`;
  const room = LONGEST - size(start) - size(end);
  const report = auditPart(audit, room / 2);
  return { found, text: start + plan(preview, room - size(report)) + report + end };
}

const HEADLINES: Readonly<Record<Found, (stack: string) => string>> = {
  clean: (stack) => `**The tenant of \`${stack}\` stands as declared.**`,
  drift: (stack) =>
    `**The tenant of \`${stack}\` stands otherwise than declared.** Somebody changed it by hand, or what was merged ` +
    "was not deployed. Deploy the stack to put it right, or change what is declared.",
  unknown: (stack) => `**Nothing is known of the tenant of \`${stack}\`:** the look at it failed.`,
};

const AUDIT_WORDS: Readonly<Record<Found, string>> = {
  clean: "everything is as wanted.",
  drift: "there are differences.",
  unknown: "it could not look at everything.",
};

/** A difference that is known counts, also where something else is not known. */
function verdict(preview: Preview, audit: Audit): Found {
  const looks = [preview.found, audit.found];
  if (looks.includes("drift")) return "drift";
  return looks.includes("unknown") ? "unknown" : "clean";
}

function previewInWords({ found, events: { operations } }: Preview): string {
  if (found === "unknown" || operations === undefined) return "it failed.";
  return `${operationsInWords(operations)}.`;
}

function auditPart({ markdown, found }: Audit, limit: number): string {
  const part = (text: string) => `\n${folded("Audit", text, found === "drift")}\n`;
  return part(clip(markdown.trim(), limit - size(part(""))));
}
