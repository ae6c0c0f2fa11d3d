import { CsvError, parse } from "csv-parse/sync";
import type { Positions } from "./positions";

const COMMA = 0x2c;
const QUOTE = 0x22;

/** One row. Where its values begin is looked for when somebody asks, which few do. */
export class Row {
  constructor(
    private readonly bytes: Buffer,
    /** Where the row begins, in bytes. */
    readonly offset: number,
    /** Without surrounding blanks: to the admin center a blank stands for nothing. */
    readonly values: readonly string[],
  ) {}

  /** Where a value begins, in bytes; of the last one where there is no such. */
  offsetOf(index: number): number {
    return offsetOfValue(this.bytes, this.offset, Math.min(index, this.values.length - 1));
  }

  get isBlank(): boolean {
    return this.values.every((text) => text === "");
  }
}

/** Commas within quotes separate nothing; a quote that is written twice closes and opens again. */
function offsetOfValue(bytes: Buffer, row: number, index: number): number {
  let quoted = false;
  let commas = 0;
  let offset = row;
  while (commas < index && offset < bytes.length) {
    const byte = bytes[offset++];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === COMMA && !quoted) commas++;
  }
  return offset;
}

/** A value whose quotes do not fit. */
export interface QuotingFault {
  /** Of the quote to look at, in bytes. */
  readonly offset: number;
  readonly message: string;
}

/** What is done with the rows and the faults, in the order of the file. */
export interface RowReader {
  row(row: Row): void;
  fault(fault: QuotingFault): void;
}

/** So many faults are looked for; each costs another start of the parser. */
const MOST_FAULTS = 1000;

/**
 * Reads the rows of a comma-separated file, blank lines as rows of one empty value. A value with broken quoting
 * costs its row; reading goes on with the line after the one where that value began.
 *
 * @returns whether the whole file was read; after a thousand faults the rest is left.
 */
export function readRows(bytes: Buffer, positions: Positions, reader: RowReader): boolean {
  let from = 0;
  for (let faults = 0; from < bytes.length; faults++) {
    if (faults === MOST_FAULTS) return false;
    const fault = readUntilFault(bytes, from, reader);
    if (fault === undefined) return true;
    reader.fault(fault);
    from = positions.nextLine(fault.offset);
  }
  return true;
}

function readUntilFault(bytes: Buffer, from: number, reader: RowReader): QuotingFault | undefined {
  let next = from;
  try {
    parse(bytes.subarray(from), {
      // Rows are handed on one at a time, and none is kept here: a file may be large.
      on_record: (record: string[], info) => {
        const values = record.map((value) => value.trim());
        reader.row(new Row(bytes, next, values));
        next = from + info.bytes;
        return null;
      },
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return faultOf(error, bytes, next);
  }
}

/** @param row - where the row begins that the parser was reading. */
function faultOf(error: CsvError, bytes: Buffer, row: number): QuotingFault {
  // The parser tells how many values of the row it has read.
  const offset = offsetOfValue(bytes, row, Number(error.column));
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
