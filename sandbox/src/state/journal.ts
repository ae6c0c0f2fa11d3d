import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { CommitRecord } from "./memory-store";

interface NumberedRecord extends CommitRecord {
  /** Counts up by one from the first record of the tenant; tells which ones a snapshot already holds. */
  readonly sequence: number;
}

/**
 * `snapshot.json`, the tenant as one record, and `journal.jsonl`, one line for each commit after it. A line is in
 * the file when `append` returns: killing the process loses nothing (a power cut may lose the last moments).
 */
export class Journal {
  readonly #directory: string;
  readonly #file: number;
  #sequence = 0;
  #size = 0;

  constructor(directory: string) {
    this.#directory = directory;
    this.#file = openSync(join(directory, "journal.jsonl"), "a+", 0o600);
  }

  /** Length of the journal in bytes. */
  get size(): number {
    return this.#size;
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
      const record = end < 0 ? undefined : parse(bytes.subarray(start, end));
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
    const line = Buffer.from(`${JSON.stringify({ sequence: this.#sequence + 1, ...record })}\n`);
    try {
      for (let written = 0; written < line.length;) written += writeSync(this.#file, line, written);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw error;
    }
    this.#sequence += 1;
    this.#size += line.length;
  }

  /** Replaces snapshot and journal by one snapshot; at any moment a crash leaves one of the two states. */
  compact(tenant: CommitRecord): void {
    const path = join(this.#directory, "snapshot.json");
    const temporary = `${path}.new`;
    writeFileSync(temporary, JSON.stringify({ sequence: this.#sequence, ...tenant }), {
      mode: 0o600,
      flush: true,
    });
    renameSync(temporary, path);
    // From here on, the lines still in the journal are known by their number to be in the snapshot.
    ftruncateSync(this.#file, 0);
    fsyncSync(this.#file);
    this.#size = 0;
  }

  close(): void {
    closeSync(this.#file);
  }

  #readSnapshot(): NumberedRecord | undefined {
    const path = join(this.#directory, "snapshot.json");
    if (!existsSync(path)) return undefined;
    const record = parse(readFileSync(path));
    if (record === undefined) throw damaged(path);
    return record;
  }
}

function parse(bytes: Buffer): NumberedRecord | undefined {
  try {
    return JSON.parse(bytes.toString("utf8")) as NumberedRecord;
  } catch {
    return undefined;
  }
}

function damaged(place: string): Error {
  return new Error(
    `The sandbox's state is damaged at ${place}. Restore the directory from a copy, or remove it to begin with a new tenant.`,
  );
}
