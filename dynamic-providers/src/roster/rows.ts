import { CsvError, type InfoField, parse } from "csv-parse/sync";
import type { Positions } from "./positions";

/** One value of the file. */
export interface Cell {
  /** Without surrounding blanks: to the admin center a blank stands for nothing. */
  readonly text: string;
  /** Where the value begins, in bytes. */
  readonly offset: number;
}

export type Row = readonly Cell[];

/** A value whose quotes do not fit. */
export interface QuotingFault {
  /** Of the quote to look at, in bytes. */
  readonly offset: number;
  readonly message: string;
}

/** So many faults are looked for; each costs another pass over the rest of the file. */
const MOST_FAULTS = 50;
const COMMA = 1;
const QUOTE = 0x22;

/**
 * The rows of a comma-separated file, blank lines as rows of one empty cell. A value with broken quoting costs
 * its row; reading goes on with the line after the one where that value began.
 */
export function readRows(
  bytes: Buffer,
  positions: Positions,
): { readonly rows: readonly Row[]; readonly faults: readonly QuotingFault[] } {
  const rows: Row[] = [];
  const faults: QuotingFault[] = [];
  let from = 0;
  while (from < bytes.length && faults.length < MOST_FAULTS) {
    const part = readUntilFault(bytes, from);
    for (const row of part.rows) rows.push(row);
    if (part.fault === undefined) break;
    faults.push(part.fault);
    from = positions.nextLine(part.fault.offset);
  }
  return { rows, faults };
}

function readUntilFault(bytes: Buffer, from: number): { rows: Row[]; fault?: QuotingFault } {
  const rows: Row[] = [];
  let next = from;
  const cell = (text: string, info: InfoField): Cell => {
    const offset = next;
    next = from + info.bytes + COMMA;
    return { text: text.trim(), offset };
  };
  try {
    parse(bytes.subarray(from), {
      // Types have `cast` return anything, and the result be texts all the same.
      cast: cell,
      on_record: (record: unknown, info) => {
        rows.push(record as Row);
        next = from + info.bytes;
        return null;
      },
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
    });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows, fault: faultOf(error, bytes, next) };
  }
}

/** @param offset - where the value begins that the parser was reading. */
function faultOf(error: CsvError, bytes: Buffer, offset: number): QuotingFault {
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return { offset, message: "The quote that opens this value is never closed." };
    case "CSV_INVALID_CLOSING_QUOTE":
      return { offset, message: "The quoted value that begins here goes on after its closing quote." };
    case "INVALID_OPENING_QUOTE":
      return { offset: bytes.indexOf(QUOTE, offset), message: "There is a quote within an unquoted value." };
    default:
      throw error;
  }
}
