import { type Problem, ProblemsError } from "../problems";
import { adminCenterNotes } from "./admin-center";
import { FoundProblems, MOST_PROBLEMS } from "./found-problems";
import { PeopleReader } from "./people-reader";
import type { RosterPerson } from "./person";
import { Positions } from "./positions";
import { Named } from "./repeats";
import { readRows } from "./rows";

export interface Roster {
  /** In the order of the file; of several files, one after the other. */
  readonly people: readonly RosterPerson[];
}

/** One file as it was read. */
export interface RosterFile extends Roster {
  /** As problems name it. */
  readonly file: string;
  /** Each `where` is `file:line:column`, but for a last one that counts those that are not shown. */
  readonly problems: readonly Problem[];
  /** How many problems are shown in full. */
  readonly shown: number;
  /** What is no problem here, as sentences. */
  readonly notes: readonly string[];
}

/**
 * The people in a file of the Microsoft 365 admin center: comma-separated, 15 or 16 columns and further ones by
 * name, headings in the first row. Blank lines and blank values count for nothing; the country gives the usage
 * location.
 *
 * @param file - as problems name it.
 * @throws ProblemsError with every problem, each `where` being `file:line:column`; the first 50 of them and
 *   how many more there are.
 */
export function parseRoster(text: string, file: string): Roster {
  const { people, problems } = parseRosterFile(text, file, { named: new Named(), limit: MOST_PROBLEMS });
  if (problems.length > 0) throw new ProblemsError(problems);
  return { people };
}

/** What the reading of one file takes from that of others. */
export interface AmongOthers {
  /** Whoever other files name; those of this one are added. */
  readonly named: Named;
  /** How many problems are shown in full. */
  readonly limit: number;
}

/** The same with the problems beside the people, as one of several files. */
export function parseRosterFile(text: string, file: string, { named, limit }: AmongOthers): RosterFile {
  const bytes = Buffer.from(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const positions = new Positions(bytes);
  const found = new FoundProblems(file, positions, limit);
  const reader = new PeopleReader(file, (offset) => positions.line(offset), found, named);
  const whole = readRows(bytes, positions, reader);
  reader.end();
  const { people } = reader;
  return {
    file,
    people,
    problems: found.list(whole),
    shown: found.shown,
    notes: adminCenterNotes(people.length),
  };
}
