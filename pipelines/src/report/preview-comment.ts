import { changes, operationsInWords } from "../engine-events";
import type { Preview } from "../preview";
import { clip, size } from "./clip";
import { fenced, folded } from "./markdown";
import { markerLine } from "./marker";

/**
 * What a comment or an issue may hold: GitHub takes 65 536 characters, Azure DevOps 150 000 in a comment on a pull
 * request. In bytes, with some room.
 */
export const LONGEST = 64_000;

/** The plan of a pull request, for a comment on it. Pure. @param origin a line that says where it comes from. */
export function previewComment(stack: string, preview: Preview, origin: string): string {
  const start = `${markerLine({ kind: "preview", stack, found: undefined })}### Preview of \`${stack}\`\n\n${headline(preview)}\n`;
  const end = `\n${origin}\n`;
  return start + plan(preview, LONGEST - size(start) - size(end)) + end;
}

function headline({ events: { operations, errors }, failed }: Preview): string {
  if (failed || operations === undefined) {
    return `**The preview failed**${errors === 0 ? "" : `, with ${String(errors)} ${errors === 1 ? "error" : "errors"}`}: a deployment would stop, too.`;
  }
  const words = operationsInWords(operations);
  return changes(operations) ? `**Changes:** ${words}.` : `**No changes:** ${words}.`;
}

/** What Pulumi printed. @param limit in bytes. Pure. */
export function plan({ output, events: { operations }, failed }: Preview, limit: number): string {
  const open = failed || (operations !== undefined && changes(operations));
  const wrapped = (text: string) => `\n${folded("What Pulumi says", fenced(text, "diff"), open)}\n`;
  // Fences grow with the longest run of backticks inside, so that the frame is measured with the text in it.
  const frame = size(wrapped(output)) - size(output);
  return wrapped(clip(output.trim(), limit - frame));
}
