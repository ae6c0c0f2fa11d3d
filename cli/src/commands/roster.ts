import {
  counted,
  formatProblem,
  type Problem,
  ProblemsError,
  readRoster,
} from "@bc-sales/dynamic-providers/inspect";
import { EXIT, type ExitCode } from "../exit-codes";
import { json } from "../format/json";
import { printable, styleOf } from "../format/style";
import type { Output } from "../output";

export const ROSTER_FORMATS = ["text", "json"] as const;

export interface RosterOptions {
  readonly format: (typeof ROSTER_FORMATS)[number];
  /** SKU part numbers that everybody is to hold. */
  readonly licenses: readonly string[];
}

/** Rows that the admin center takes at once, headings among them ("Add multiple users", Microsoft 365). */
const ADMIN_CENTER_ROWS = 250;

interface CheckedFile {
  readonly file: string;
  readonly signInNames: readonly string[];
  /** How many people it names; null when it cannot be used. */
  readonly people: number | null;
  /** `where` is `file:line:column`. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

/** `bc-sales roster check`: what is wrong with files of people, and the seats that they need. Asks no tenant. */
export function checkRosters(
  files: readonly string[],
  { format, licenses }: RosterOptions,
  output: Output,
): ExitCode {
  const checked = files.map(checkFile);
  const across = inSeveralFiles(checked);
  const names = new Set(checked.flatMap(({ signInNames }) => signInNames.map(folded)));
  const seats = Object.fromEntries([...new Set(licenses)].map((license) => [license, names.size]));
  const ok = across.length === 0 && checked.every(({ problems }) => problems.length === 0);
  if (format === "json")
    output.result(json({ ok, people: names.size, seats, files: checked, problems: across }));
  else output.result(printable(textOf({ checked, across, seats, people: names.size }, output.color)));
  return ok ? EXIT.ok : EXIT.found;
}

function checkFile(file: string): CheckedFile {
  try {
    const { people } = readRoster(file);
    const tooMany =
      people.length + 1 > ADMIN_CENTER_ROWS
        ? [
            `The file has ${String(people.length + 1)} rows, and the admin center takes ${String(ADMIN_CENTER_ROWS)} at once, headings among them. This project takes any number; split it only to upload it there.`,
          ]
        : [];
    const signInNames = people.map(({ signInName }) => signInName);
    return { file, people: people.length, problems: [], notes: tooMany, signInNames };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    return { file, people: null, problems: error.problems, notes: [], signInNames: [] };
  }
}

/** Within one file the reader has looked already. */
function inSeveralFiles(files: readonly CheckedFile[]): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, signInNames } of files) {
    for (const name of signInNames) {
      const before = first.get(folded(name));
      if (before === undefined) first.set(folded(name), file);
      else if (before !== file) {
        problems.push({
          where: file,
          message: `${name} is in ${before} too.`,
          remedy: "Keep each person in one file.",
        });
      }
    }
  }
  return problems;
}

/** As Entra compares sign-in names. */
function folded(signInName: string): string {
  return signInName.normalize("NFC").toLowerCase();
}

function textOf(
  found: {
    readonly checked: readonly CheckedFile[];
    readonly across: readonly Problem[];
    readonly seats: Readonly<Record<string, number>>;
    readonly people: number;
  },
  color: boolean,
): string {
  const style = styleOf(color);
  const lines = found.checked.flatMap(({ file, people, problems, notes }) => [
    people === null
      ? `${style.bad("not usable")}  ${file}: ${counted(problems.length, "problem")}`
      : `${style.good("ok")}          ${file}: ${counted(people, "person", "people")}`,
    ...problems.map((problem) => `  ${formatProblem(problem)}`),
    ...notes.map((note) => `  ${style.doubtful("note")}: ${note}`),
  ]);
  const seats = Object.entries(found.seats).map(
    ([license, count]) => `  ${license}: ${counted(count, "seat")}`,
  );
  return [
    ...lines,
    ...found.across.map((problem) => `${style.bad("twice")}       ${formatProblem(problem)}`),
    ...(found.checked.length > 1 ? [`${counted(found.people, "person", "people")} in all.`] : []),
    ...(seats.length > 0 ? ["Licences needed, for those who do not hold them yet:", ...seats] : []),
    "",
  ].join("\n");
}
