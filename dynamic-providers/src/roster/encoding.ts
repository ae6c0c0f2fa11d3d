import type { Problem } from "../problems";
import { Positions } from "./positions";

export type Decoded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

const UTF16_MARKS = [
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
] as const;

const UTF8_MARK = [0xef, 0xbb, 0xbf];

const REMEDY =
  'Save the file as UTF-8: in Excel "CSV UTF-8 (Comma delimited)", in Notepad "Save as" with the encoding UTF-8.';

/**
 * The text of a file that is UTF-8, or UTF-16 with a byte order mark ("Unicode" to Windows); without the mark.
 *
 * @param file - as problems name it.
 */
export function decode(bytes: Uint8Array, file: string): Decoded {
  const utf16 = UTF16_MARKS.find(({ mark }) => bytes[0] === mark[0] && bytes[1] === mark[1]);
  const text = decoded(bytes, utf16?.encoding ?? "utf-8");
  if (text === undefined) {
    return utf16 === undefined
      ? notUtf8(bytes, file)
      : wrong(`${file}:1:1`, "The file begins like UTF-16, and is not UTF-16 throughout.");
  }
  if (text.includes("\0")) {
    return wrong(`${file}:1:1`, "The file has null characters, like UTF-16 without a byte order mark.");
  }
  return { ok: true, text };
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text of Windows-1252 is UTF-8 up to the first letter with an accent; that is the place to name. */
function notUtf8(bytes: Uint8Array, file: string): Decoded {
  const body = Buffer.from(
    UTF8_MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(3) : bytes,
  );
  const offset = firstWrongByte(body);
  const code = (body[offset] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  return wrong(
    `${file}:${new Positions(body).at(offset)}`,
    `The file is not UTF-8: the byte ${code} here belongs to another encoding, probably Windows-1252.`,
  );
}

/** A wrong byte is decoded as U+FFFD, which in UTF-8 would be other bytes. */
function firstWrongByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString("utf8"));
  const offset = again.findIndex((byte, index) => bytes[index] !== byte);
  return offset === -1 ? again.length : offset;
}

function wrong(where: string, message: string): Decoded {
  return { ok: false, problem: { where, message, remedy: REMEDY } };
}
