import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { defaultSeed } from "../seed/seed";
import { openStore, type OpenStore } from "./file-store";
import type { Group, TableName } from "./model";

function group(displayName: string): Group {
  return { id: "g", displayName, members: [], licenses: [] };
}

/** Ends a store as a killed process would: nothing is written any more. */
function abandon(directory: string): void {
  rmSync(join(directory, "lock"));
}

/** What came after the first version of the sandbox. */
const newTables: readonly TableName[] = [
  "privileges",
  "roleprivileges",
  "entitydefinitions",
  "solutions",
  "transactioncurrencies",
];

describe("openStore", () => {
  let directory: string;
  const opened: OpenStore[] = [];

  function open(): OpenStore {
    const store = openStore(directory, defaultSeed);
    opened.push(store);
    return store;
  }

  /** A store with one commit each for the names, never closed. */
  function written(...names: string[]): void {
    const store = openStore(directory, defaultSeed);
    for (const name of names) {
      store.put("groups", "g", group(name));
      store.commit();
    }
    abandon(directory);
  }

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-store-"));
  });

  afterEach(() => {
    for (const store of opened.splice(0)) store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it("begins with the seed, and only once", () => {
    const first = open();
    expect(first.isNew).to.equal(true);
    expect([...first.all("users")].map((user) => user.displayName)).to.include("Megan Bowen");
    for (const user of [...first.all("users")]) first.delete("users", user.id);
    first.commit();
    first.close();
    const second = open();
    expect(second.isNew).to.equal(false);
    expect([...second.all("users")]).to.deep.equal([]);
  });

  it("has every committed change after a process that ended without closing", () => {
    written("one", "two");
    expect(open().get("groups", "g")).to.deep.equal(group("two"));
  });

  it("drops what was not committed", () => {
    const store = openStore(directory, defaultSeed);
    store.put("groups", "g", group("one"));
    store.commit();
    store.put("groups", "g", group("two"));
    abandon(directory);
    expect(open().get("groups", "g")).to.deep.equal(group("one"));
  });

  it("drops a last record that is cut off anywhere, and goes on from there", () => {
    const journal = join(directory, "journal.jsonl");
    written("one");
    const whole = statSync(journal).size;
    written("two");
    const last = statSync(journal).size - whole;
    const bytes = readFileSync(journal);
    for (let kept = 0; kept < last; kept++) {
      writeFileSync(journal, bytes);
      truncateSync(journal, whole + kept);
      const store = openStore(directory, defaultSeed);
      expect(store.get("groups", "g"), `${kept} bytes`).to.deep.equal(group("one"));
      store.put("groups", "g", group("three"));
      store.commit();
      abandon(directory);
      const again = openStore(directory, defaultSeed);
      expect(again.get("groups", "g"), `${kept} bytes`).to.deep.equal(group("three"));
      abandon(directory);
    }
  });

  it("refuses a journal that is damaged in the middle, naming the line", () => {
    written("one", "two", "three");
    const journal = join(directory, "journal.jsonl");
    const lines = readFileSync(journal, "utf8").split("\n");
    lines[1] = lines[1]!.slice(0, -5);
    writeFileSync(journal, lines.join("\n"));
    expect(open).to.throw(/damaged at .*journal\.jsonl:2\b.*or remove it to begin with a new tenant/);
  });

  it("refuses a journal that lacks a record", () => {
    written("one", "two", "three");
    const journal = join(directory, "journal.jsonl");
    const lines = readFileSync(journal, "utf8").split("\n");
    lines.splice(1, 1);
    writeFileSync(journal, lines.join("\n"));
    expect(open).to.throw(/damaged at .*journal\.jsonl:2\b/);
  });

  it("folds the journal into a snapshot when it is closed", () => {
    const store = open();
    store.put("groups", "g", group("one"));
    store.commit();
    store.close();
    expect(statSync(join(directory, "journal.jsonl")).size).to.equal(0);
    expect(open().get("groups", "g")).to.deep.equal(group("one"));
  });

  it("skips records that a snapshot holds already", () => {
    // A crash between the new snapshot and the emptied journal leaves both.
    written("one", "two");
    const journal = readFileSync(join(directory, "journal.jsonl"));
    const store = open();
    store.put("groups", "g", group("three"));
    store.commit();
    store.close();
    appendFileSync(join(directory, "journal.jsonl"), journal);
    expect(open().get("groups", "g")).to.deep.equal(group("three"));
  });

  it("folds a journal that has grown large while it runs", () => {
    const store = open();
    const size = (): number => statSync(join(directory, "journal.jsonl")).size;
    let largest = 0;
    for (let count = 0; count < 10; count++) {
      store.put("groups", "g", group(`${count}`.repeat(1024 * 1024)));
      store.commit();
      largest = Math.max(largest, size());
    }
    expect(size()).to.be.lessThan(largest);
    abandon(directory);
    expect(open().get("groups", "g")?.displayName[0]).to.equal("9");
  });

  it("never gives a version number twice, also after a restart", () => {
    const store = openStore(directory, defaultSeed);
    const version = store.nextVersion();
    store.put("groups", "g", group("one"));
    store.commit();
    abandon(directory);
    expect(open().nextVersion()).to.be.greaterThan(version);
  });

  it("writes nothing any more once it is closed", () => {
    const store = open();
    store.close();
    store.put("groups", "g", group("late"));
    expect(() => {
      store.commit();
    }).to.throw("The sandbox is closed");
    expect(store.get("groups", "g")).to.equal(undefined);
  });

  it("begins as a snapshot, so that the seed is written once", () => {
    open();
    expect(statSync(join(directory, "journal.jsonl")).size).to.equal(0);
    abandon(directory);
    expect(open().export()).to.deep.equal(openStore(undefined, defaultSeed).export());
  });

  it("refuses a snapshot that is damaged or lacks a row, naming the file", () => {
    open().close();
    const path = join(directory, "snapshot.jsonl");
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.slice(0, -5));
    expect(open).to.throw(/damaged at .*snapshot\.jsonl:\d+/);
    writeFileSync(path, whole.split("\n").slice(0, -2).join("\n") + "\n");
    expect(open).to.throw(/damaged at .*snapshot\.jsonl/);
  });

  it("fills tables that a snapshot of an older version lacks, and leaves the others as they are", () => {
    const store = open();
    for (const { id } of [...store.all("groups")]) store.delete("groups", id);
    store.commit();
    store.close();
    const [head = "", ...rows] = readFileSync(join(directory, "snapshot.jsonl"), "utf8").trim().split("\n");
    rmSync(join(directory, "snapshot.jsonl"));
    const { sequence, version } = JSON.parse(head) as { sequence: number; version: number };
    const changes = rows
      .map((row) => JSON.parse(row) as [table: TableName, id: string, row: unknown])
      .filter(([table]) => !newTables.includes(table));
    writeFileSync(join(directory, "snapshot.json"), JSON.stringify({ sequence, version, changes }));
    const again = open();
    expect(again.isNew).to.equal(false);
    expect([...again.all("groups")]).to.deep.equal([]);
    expect([...again.all("privileges")].map((privilege) => privilege.name)).to.include("prvReadAccount");
    for (const table of newTables) {
      expect([...again.all(table)], table).to.have.length(defaultSeed()[table].length);
    }
    again.delete("solutions", [...again.all("solutions")][0]!.solutionid);
    again.commit();
    abandon(directory);
    expect([...open().all("solutions")]).to.have.length(defaultSeed().solutions.length - 1);
  });

  it("leaves a table empty that was emptied by this version", () => {
    const store = open();
    for (const { solutionid } of [...store.all("solutions")]) store.delete("solutions", solutionid);
    store.commit();
    store.close();
    expect([...open().all("solutions")]).to.deep.equal([]);
  });

  it("lets only the owner read its files", () => {
    const store = open();
    store.put("groups", "g", group("one"));
    store.commit();
    store.close();
    for (const name of readdirSync(directory)) {
      expect(statSync(join(directory, name)).mode & 0o777, name).to.equal(0o600);
    }
  });

  it("refuses a directory that another store uses, naming the process", () => {
    open();
    expect(open).to.throw(`in use by the sandbox with process id ${process.pid}`);
  });

  it("gives the directory free when it is closed", () => {
    open().close();
    expect(existsSync(join(directory, "lock"))).to.equal(false);
    expect(open).not.to.throw();
  });

  it("takes over a directory whose process has ended", async () => {
    const ended = spawn(process.execPath, ["-e", ""]);
    await once(ended, "exit");
    writeFileSync(join(directory, "lock"), `${ended.pid ?? 0} 1\n`);
    expect(open).not.to.throw();
  });

  it("takes over a directory whose process id belongs to another program now", function () {
    if (process.platform !== "linux") return;
    // Process 1 is alive, and did not begin at that tick.
    writeFileSync(join(directory, "lock"), "1 999999999999\n");
    expect(open).not.to.throw();
  });

  it("lives in memory without a directory", () => {
    const store = openStore(undefined, defaultSeed);
    store.put("groups", "g", group("one"));
    store.commit();
    store.close();
    expect(readdirSync(directory)).to.deep.equal([]);
  });
});
