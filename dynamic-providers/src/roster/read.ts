import { readFileSync } from "node:fs";
import { ProblemsError } from "../problems";
import { decode } from "./encoding";
import { parseRoster, type Roster } from "./parse";

/**
 * Reads the people from a file of the Microsoft 365 admin center (Users > Active users > Add multiple users):
 * CSV with 15 or 16 columns, UTF-8 or UTF-16 with a byte order mark. One column may follow the standard ones:
 * `Usage Location`, for people whose licence is used in another country than the one of their address.
 *
 * @param file - path of the file; problems name it as it is given.
 * @throws ProblemsError with every problem of the file, each with line and column.
 */
export function readRoster(file: string): Roster {
  const decoded = decode(content(file), file);
  if (!decoded.ok) throw new ProblemsError([decoded.problem]);
  return parseRoster(decoded.text, file);
}

function content(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const missing = code === "ENOENT";
    throw new ProblemsError([
      {
        where: file,
        message: missing ? "There is no such file." : `The file cannot be read (${code}).`,
        remedy: missing
          ? "Give the path of the CSV file with the people."
          : "Make sure that it is a file and may be read.",
      },
    ]);
  }
}
