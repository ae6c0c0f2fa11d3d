import { type Problem, ProblemsError } from "../problems";
import { parseRoster } from "./parse";

export const HEADINGS_2024 =
  "User Name,First Name,Last Name,Display Name,Job Title,Department,Office Number,Office Phone,Mobile Phone,Fax," +
  "Alternate email address,Address,City,State or Province,ZIP or Postal Code,Country or Region";
export const HEADINGS_2020 = HEADINGS_2024.replace("Alternate email address,", "");
/** The sample row of Microsoft's article. */
export const CHRIS =
  "chris@contoso.com,Chris,Green,Chris Green,IT Manager,Information Technology,123451,123-555-1211,123-555-6641," +
  "123-555-6700,chris@contoso.com,1 Microsoft way,Redmond,Wa,98052,United States";
/** 16 values, the first four given. */
export const row = (...values: string[]) =>
  [...values, ...Array<string>(16 - values.length).fill("")].join(",");
export const ANNA = row("anna@contoso.com", "Anna", "Example", "Anna Example");

export function people(...lines: string[]) {
  return parseRoster(lines.join("\n"), "people.csv").people;
}

export function problems(...lines: string[]): readonly Problem[] {
  try {
    people(...lines);
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return [];
}

export const places = (found: readonly Problem[]) => found.map((problem) => problem.where);
