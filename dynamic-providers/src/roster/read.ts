import { readFileSync } from "node:fs";
import { type Problem, ProblemsError } from "../problems";
import { decode } from "./encoding";
import { MOST_PROBLEMS } from "./found-problems";
import { type AmongOthers, parseRosterFile, type Roster, type RosterFile } from "./parse";
import { Named } from "./repeats";

/**
 * Reads the people from a file of the Microsoft 365 admin center (Users > Active users > Add multiple users):
 * CSV with 15 or 16 columns, UTF-8 or UTF-16 with a byte order mark. Further columns may follow the standard ones,
 * by name and in any order: `Usage Location`, `Roles` and `Licenses` (several values separated by `;`),
 * `Business Unit`, `Salesperson Code` and `Object Id`.
 *
 * @param file - path of the file; problems name it as it is given.
 * @throws ProblemsError with every problem of the file, each with line and column.
 */
export function readRoster(file: string): Roster {
  return readRosters([file]);
}

/** The people of several files. */
export interface ReadRosters extends Roster {
  /** What is worth knowing and no problem, a sentence or more each, beginning with the file. */
  readonly notes: readonly string[];
}

/**
 * Reads the people of several such files.
 *
 * @throws ProblemsError with every problem of all files, the first 50 in full; somebody who is in two of them is one.
 */
export function readRosters(files: readonly string[]): ReadRosters {
  const read = readRosterFiles(files);
  const problems = read.flatMap((file) => file.problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return {
    people: read.flatMap(({ people }) => people),
    notes: read.flatMap(({ file, notes }) => notes.map((note) => `${file}: ${note}`)),
  };
}

/** The same with the problems of each file beside its people. */
export function readRosterFiles(files: readonly string[]): RosterFile[] {
  const named = new Named();
  let limit = MOST_PROBLEMS;
  return files.map((file) => {
    const read = readRosterFile(file, { named, limit });
    limit -= read.shown;
    return read;
  });
}

function readRosterFile(file: string, others: AmongOthers): RosterFile {
  const bytes = content(file);
  if (!Buffer.isBuffer(bytes)) return unusable(file, bytes);
  const decoded = decode(bytes, file);
  return decoded.ok ? parseRosterFile(decoded.text, file, others) : unusable(file, decoded.problem);
}

/** A problem of the file as a whole is always shown. */
function unusable(file: string, problem: Problem): RosterFile {
  return { file, people: [], problems: [problem], shown: 0, notes: [] };
}

function content(file: string): Buffer | Problem {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const missing = code === "ENOENT";
    return {
      where: file,
      message: missing ? "There is no such file." : `The file cannot be read (${code}).`,
      remedy: missing
        ? "Give the path of the CSV file with the people."
        : "Make sure that it is a file and may be read.",
    };
  }
}
