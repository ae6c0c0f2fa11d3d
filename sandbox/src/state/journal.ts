import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { CommitRecord, RowChange } from "./memory-store";
import type { TableName } from "./model";
import { tableNames } from "./tables";

interface NumberedRecord extends CommitRecord {
  /** Counts up by one from the first record of the tenant; tells which ones a snapshot already holds. */
  readonly sequence: number;
}

/** First line of a snapshot. */
interface SnapshotHead {
  readonly sequence: number;
  readonly version: number;
  /** How many lines follow, one for each row. */
  readonly rows: number;
  /** The tables there were when it was written, those without rows included. */
  readonly tables?: readonly TableName[];
}

/**
 * `snapshot.jsonl`, the tenant with one line for each row, and `journal.jsonl`, one line for each commit after it. A
 * line is in the journal when `append` returns: killing the process loses nothing (a power cut may lose the last
 * moments).
 */
export class Journal {
  readonly #directory: string;
  readonly #file: number;
  #sequence = 0;
  #size = 0;
  #snapshotSize = 0;
  #isClosed = false;

  constructor(directory: string) {
    this.#directory = directory;
    this.#file = openSync(join(directory, "journal.jsonl"), "a+", 0o600);
  }

  /** Length of the journal in bytes. */
  get size(): number {
    return this.#size;
  }

  /** Length of the snapshot in bytes; 0 while there is none. */
  get snapshotSize(): number {
    return this.#snapshotSize;
  }

  /** All records in order, the snapshot first. A last line that was cut off is removed from the file. */
  read(): CommitRecord[] {
    const records: CommitRecord[] = [];
    const snapshot = this.#readSnapshot();
    if (snapshot !== undefined) {
      records.push(snapshot);
      this.#sequence = snapshot.sequence;
    }
    const path = join(this.#directory, "journal.jsonl");
    const bytes = readFileSync(path);
    let start = 0;
    for (let line = 1; start < bytes.length; line++) {
      const end = bytes.indexOf(0x0a, start);
      const record = end < 0 ? undefined : (parse(bytes.subarray(start, end)) as NumberedRecord | undefined);
      if (record === undefined) {
        const isLast = end < 0 || end === bytes.length - 1;
        if (!isLast) throw damaged(`${path}:${line}`);
        ftruncateSync(this.#file, start);
        break;
      }
      if (record.sequence > this.#sequence) {
        if (record.sequence !== this.#sequence + 1) throw damaged(`${path}:${line}`);
        records.push(record);
        this.#sequence = record.sequence;
      }
      start = end + 1;
    }
    this.#size = start;
    return records;
  }

  /** Adds one record. When the disk refuses it, the file is as before and the error is thrown. */
  append(record: CommitRecord): void {
    // The number of the file may belong to another one by now.
    if (this.#isClosed) throw new Error("The sandbox is closed; nothing is written any more.");
    const line = Buffer.from(`${JSON.stringify({ sequence: this.#sequence + 1, ...record })}\n`);
    try {
      writeAll(this.#file, line);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#sequence += 1;
    this.#size += line.length;
  }

  /** Replaces snapshot and journal by one snapshot; at any moment a crash leaves one of the two states. */
  compact(version: number, count: number, rows: Iterable<RowChange>): void {
    const path = join(this.#directory, "snapshot.jsonl");
    const temporary = `${path}.new`;
    const head: SnapshotHead = { sequence: this.#sequence, version, rows: count, tables: tableNames };
    const size = writeLines(temporary, head, rows);
    renameSync(temporary, path);
    this.#snapshotSize = size;
    // From here on, the lines still in the journal are known by their number to be in the snapshot.
    ftruncateSync(this.#file, 0);
    fsyncSync(this.#file);
    this.#size = 0;
  }

  close(): void {
    this.#isClosed = true;
    closeSync(this.#file);
  }

  #readSnapshot(): NumberedRecord | undefined {
    const path = join(this.#directory, "snapshot.jsonl");
    if (!existsSync(path)) return this.#readFirstSnapshot();
    const bytes = readFileSync(path);
    this.#snapshotSize = bytes.length;
    let head: SnapshotHead | undefined;
    const changes: RowChange[] = [];
    for (let start = 0, line = 1; start < bytes.length; line++) {
      const end = bytes.indexOf(0x0a, start);
      const value = end < 0 ? undefined : parse(bytes.subarray(start, end));
      if (value === undefined) throw damaged(`${path}:${line}`);
      if (head === undefined) head = value as SnapshotHead;
      else changes.push(value as RowChange);
      start = end + 1;
    }
    if (head?.rows !== changes.length) throw damaged(path);
    const { sequence, version, tables } = head;
    return { sequence, version, changes, ...(tables === undefined ? {} : { tables }) };
  }

  /** The first version of the sandbox kept the tenant as one value. */
  #readFirstSnapshot(): NumberedRecord | undefined {
    const path = join(this.#directory, "snapshot.json");
    if (!existsSync(path)) return undefined;
    const record = parse(readFileSync(path)) as NumberedRecord | undefined;
    if (record === undefined) throw damaged(path);
    return record;
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Bytes: so much is written at once. */
const chunkLength = 1024 * 1024;

/** Writes one value of JSON a line, down to the disk. Returns how many bytes. A large tenant is never whole in memory. */
function writeLines(path: string, head: SnapshotHead, rows: Iterable<RowChange>): number {
  const file = openSync(path, "w", 0o600);
  try {
    let size = 0;
    let chunk = `${JSON.stringify(head)}\n`;
    const flush = (): void => {
      size += writeAll(file, Buffer.from(chunk));
      chunk = "";
    };
    for (const row of rows) {
      chunk += `${JSON.stringify(row)}\n`;
      if (chunk.length >= chunkLength) flush();
    }
    flush();
    fsyncSync(file);
    return size;
  } finally {
    closeSync(file);
  }
}

/** Returns how many bytes were written: all. */
function writeAll(file: number, bytes: Buffer): number {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
  return bytes.length;
}

function damaged(place: string): Error {
  return new Error(
    `The sandbox's state is damaged at ${place}. Restore the directory from a copy, or remove it to begin with a new tenant.`,
  );
}
