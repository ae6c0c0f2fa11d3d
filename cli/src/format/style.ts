/** Marks parts of a text that goes to a terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** SGR codes (ECMA-48), as every terminal with colours knows them. */
const CODES = { bold: 1, good: 32, bad: 31, doubtful: 33, faint: 2 } as const;

export function styleOf(color: boolean): Style {
  const mark = (code: number) => (text: string) =>
    color && text !== "" ? `\u001b[${String(code)}m${text}\u001b[0m` : text;
  return {
    bold: mark(CODES.bold),
    good: mark(CODES.good),
    bad: mark(CODES.bad),
    doubtful: mark(CODES.doubtful),
    faint: mark(CODES.faint),
  };
}

/**
 * Whether to use colours: `FORCE_COLOR` says yes ("0" says no), `NO_COLOR` says no (no-color.org), else a terminal does
 * unless it is a dumb one.
 */
export function wantsColor(
  isTerminal: boolean,
  { FORCE_COLOR = "", NO_COLOR = "", TERM = "" }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return NO_COLOR === "" && isTerminal && TERM !== "dumb";
}

/** Names come from a tenant: what would steer a terminal is shown as a mark, but for line ends and the codes above. */
export function printable(text: string): string {
  const known = Object.values(CODES).join("|");
  return text.replace(
    new RegExp(`(\\u001b\\[(?:0|${known})m)|[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f]`, "g"),
    (_found, code: string | undefined) => code ?? "\ufffd",
  );
}
