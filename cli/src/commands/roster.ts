import {
  counted,
  formatProblem,
  type Problem,
  readRosterFiles,
  type RosterFile,
  type RosterPerson,
} from "@bc-sales/dynamic-providers/inspect";
import { EXIT, type ExitCode } from "../exit-codes";
import { json } from "../format/json";
import { printable, styleOf } from "../format/style";
import type { Output } from "../output";

export const ROSTER_FORMATS = ["text", "json"] as const;

export interface RosterOptions {
  readonly format: (typeof ROSTER_FORMATS)[number];
  /** SKU part numbers that everybody without a list of their own is to hold. */
  readonly licenses: readonly string[];
}

/** `bc-sales roster check`: what is wrong with files of people, and the seats that they need. Asks no tenant. */
export function checkRosters(
  files: readonly string[],
  { format, licenses }: RosterOptions,
  output: Output,
): ExitCode {
  const read = readRosterFiles(files);
  const seats = seatsOf(
    read.flatMap((file) => file.people),
    licenses,
  );
  const checked = read.map(checkedFile);
  const people = checked.reduce((sum, file) => sum + (file.people ?? 0), 0);
  const problems = checked.flatMap((file) => file.problems);
  const ok = problems.length === 0;
  if (format === "json") output.result(json({ ok, people, seats, files: checked, problems }));
  else output.result(printable(textOf({ checked, seats, people }, output.color)));
  return ok ? EXIT.ok : EXIT.found;
}

interface CheckedFile {
  readonly file: string;
  readonly signInNames: readonly string[];
  /** How many people it names; null when it cannot be used. */
  readonly people: number | null;
  /** `where` is `file:line:column`. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

function checkedFile({ file, people, problems, notes }: RosterFile): CheckedFile {
  if (problems.length > 0) return { file, signInNames: [], people: null, problems, notes: [] };
  const signInNames = people.map(({ signInName }) => signInName);
  return { file, signInNames, people: people.length, problems, notes };
}

/** How many need each licence; a person's own list stands instead of the common one. */
function seatsOf(people: readonly RosterPerson[], common: readonly string[]): Record<string, number> {
  const seats = Object.fromEntries(common.map((license) => [license, 0]));
  for (const person of people) {
    for (const license of new Set(person.licenses ?? common)) seats[license] = (seats[license] ?? 0) + 1;
  }
  return seats;
}

function textOf(
  found: {
    readonly checked: readonly CheckedFile[];
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
    ...(found.checked.length > 1 ? [`${counted(found.people, "person", "people")} in all.`] : []),
    ...(seats.length > 0 ? ["Licences needed, for those who do not hold them yet:", ...seats] : []),
    "",
  ].join("\n");
}
