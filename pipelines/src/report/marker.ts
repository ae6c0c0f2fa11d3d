import { UsageError } from "../usage-error";

/** What a look for drift found; `unknown`: it could not look. */
export type Found = "clean" | "drift" | "unknown";

export interface Marker {
  readonly kind: "preview" | "drift";
  readonly stack: string;
  readonly found: Found | undefined;
}

const LINE = /^<!-- bc-sales (preview|drift) of ([A-Za-z0-9_./-]+)(?:: (clean|drift|unknown))? -->\n/;

/** The first line of a report, by which the next run knows its comment or issue again; nobody sees it. Pure. */
export function markerLine({ kind, stack, found }: Marker): string {
  return `<!-- bc-sales ${kind} of ${stack}${found === undefined ? "" : `: ${found}`} -->\n`;
}

/** What every report about the same stack begins with. Pure. */
export function markerStart({ kind, stack }: Pick<Marker, "kind" | "stack">): RegExp {
  return new RegExp(`^<!-- bc-sales ${kind} of ${stack.replaceAll(/[.]/g, "\\.")}(: [a-z]+)? -->`);
}

/** @throws UsageError when the file is no report of the kind that is needed. */
export function readMarker(text: string, file: string, kind: Marker["kind"]): Marker {
  const [, found, stack = "", outcome] = LINE.exec(text) ?? [];
  if (found !== kind) {
    throw new UsageError(
      `${file}: this is no report of a ${kind}. Write it with \`npm run -s pipeline -- ${kind} --stack NAME\` first.`,
    );
  }
  return { kind, stack, found: outcome as Found | undefined };
}
