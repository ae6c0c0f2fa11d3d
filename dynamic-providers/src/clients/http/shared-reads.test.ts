import { expect } from "chai";
import { ManualClock } from "../../testing/manual-clock";
import { SharedRead, SharedReads } from "./shared-reads";

/** A table whose reads are counted. */
class Table {
  readonly clock = new ManualClock();
  readonly rows = new Map([
    ["a", "A"],
    ["b", "B"],
  ]);
  readonly reads: (readonly string[])[] = [];
  /** Set: reads take what is there now and end only when it is called. */
  readonly ends: (() => void)[] = [];
  slow = false;

  readonly shared = new SharedReads<string>(async (keys) => {
    this.reads.push(keys);
    const found = new Map(keys.flatMap((key) => [...this.rows].filter(([name]) => name === key)));
    if (this.slow) await new Promise<void>((end) => this.ends.push(end));
    return found;
  }, this.clock);

  /** A read that has taken its values and not come back yet. */
  async begin(keys: readonly string[], fresh = false): Promise<Promise<ReadonlyMap<string, string>>[]> {
    this.slow = true;
    const count = this.ends.length;
    const answer = this.shared.get(keys, fresh);
    while (this.ends.length === count) await new Promise((resolve) => setImmediate(resolve));
    this.slow = false;
    return [answer];
  }
}

describe("shared reads by key", () => {
  let table: Table;
  beforeEach(() => {
    table = new Table();
  });

  it("are one read for all who ask at the same time, each getting what it asked for", async () => {
    const [one, two] = await Promise.all([table.shared.get(["a"]), table.shared.get(["b", "a", "c"])]);
    expect(table.reads).to.deep.equal([["a", "b", "c"]]);
    expect([...one]).to.deep.equal([["a", "A"]]);
    expect([...two]).to.deep.equal([
      ["b", "B"],
      ["a", "A"],
    ]);
  });

  it("are remembered for a minute, and only what is missing is asked", async () => {
    await table.shared.get(["a"]);
    await table.clock.advance(59_999);
    await table.shared.get(["a", "b"]);
    await table.clock.advance(1);
    await table.shared.get(["a"]);
    expect(table.reads).to.deep.equal([["a"], ["b"], ["a"]]);
  });

  it("remember a missing row for a few seconds only, since it may be on its way", async () => {
    expect((await table.shared.get(["c"])).size).to.equal(0);
    await table.clock.advance(4_999);
    await table.shared.get(["c"]);
    expect(table.reads).to.have.length(1);
    table.rows.set("c", "C");
    await table.clock.advance(1);
    expect((await table.shared.get(["c"])).get("c")).to.equal("C");
  });

  it("are forgotten when somebody writes", async () => {
    await table.shared.get(["a"]);
    table.rows.set("a", "A2");
    table.shared.forget();
    expect((await table.shared.get(["a"])).get("a")).to.equal("A2");
  });

  it("are not remembered when somebody wrote while they were on their way", async () => {
    const [reading] = await table.begin(["a"]);
    table.rows.set("a", "A2");
    table.shared.forget();
    table.ends[0]?.();
    expect((await reading)?.get("a")).to.equal("A");
    expect((await table.shared.get(["a"])).get("a")).to.equal("A2");
  });

  it("read past what is remembered when asked for fresh values, and remember those", async () => {
    await table.shared.get(["a"]);
    table.rows.set("a", "A2");
    expect((await table.shared.get(["a"], true)).get("a")).to.equal("A2");
    expect((await table.shared.get(["a"])).get("a")).to.equal("A2");
    expect(table.reads).to.deep.equal([["a"], ["a"]]);
  });

  it("are one read for those who want fresh values and those who do not", async () => {
    await Promise.all([table.shared.get(["a"], true), table.shared.get(["b"])]);
    expect(table.reads).to.deep.equal([["a", "b"]]);
  });

  it("keep the newer values when an older read comes back later", async () => {
    const [reading] = await table.begin(["a"]);
    table.rows.set("a", "A2");
    await table.shared.get(["a"], true);
    table.ends[0]?.();
    await reading;
    expect((await table.shared.get(["a"])).get("a")).to.equal("A2");
  });

  it("do not remember a failure", async () => {
    let fails = true;
    const shared = new SharedReads<string>(
      () => (fails ? Promise.reject(new Error("no")) : Promise.resolve(new Map([["a", "A"]]))),
      table.clock,
    );
    expect(await shared.get(["a"]).catch(() => "failed")).to.equal("failed");
    fails = false;
    expect((await shared.get(["a"])).get("a")).to.equal("A");
  });
});

describe("a shared read", () => {
  it("is done once in a minute for all who ask, and again after a write or a failure", async () => {
    const clock = new ManualClock();
    let reads = 0;
    const shared = new SharedRead(() => {
      reads += 1;
      return reads === 2 ? Promise.reject(new Error("no")) : Promise.resolve(reads);
    }, clock);
    expect(await Promise.all([shared.get(), shared.get()])).to.deep.equal([1, 1]);
    await clock.advance(60_000);
    expect(await shared.get().catch(() => "failed")).to.equal("failed");
    expect(await shared.get()).to.equal(3);
    shared.forget();
    expect(await shared.get()).to.equal(4);
  });
});
