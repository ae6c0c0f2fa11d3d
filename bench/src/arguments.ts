import { parseArgs } from "node:util";

/** What a command line asks for. */
export interface Wish {
  readonly names: readonly string[];
  readonly people: readonly number[];
  readonly json: boolean;
  readonly list: boolean;
  readonly help: boolean;
  readonly write: boolean;
}

/** A mistake on the command line. */
export class UsageError extends Error {}

/** @throws UsageError that names the flag. */
export function parseArguments(args: readonly string[]): Wish {
  const { values, positionals } = parsed(args);
  const { json = false, list = false, help = false, write = false, people = [] } = values;
  if (json && write)
    throw new UsageError("--json prints figures, --write keeps them in files. Give one of the two.");
  return { names: positionals, people: people.map(countOf), json, list, help, write };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        people: { type: "string", multiple: true },
        json: { type: "boolean" },
        list: { type: "boolean" },
        help: { type: "boolean" },
        write: { type: "boolean" },
      },
    });
  } catch (error) {
    // Of Node's hints, the first sentence names the flag.
    const [reason = ""] = (error as Error).message.split(/(?<=\.) |\n/);
    throw new UsageError(reason, { cause: error });
  }
}

function countOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 100_000) {
    throw new UsageError(`--people takes a number from 1 to 100000, not "${text}".`);
  }
  return count;
}
