import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Observations } from "./observations";
import { mergeObservations, readObservations, writeObservations } from "./observations-file";

describe("the observations file", () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-parity-"));
    file = join(directory, "observations.json");
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function observations(changes: Partial<Observations>, ...ids: string[]): Observations {
    const contracts = ids.map((id) => ({ id, outcome: "as assumed" as const, findings: [] }));
    return { date: "2026-01-02", target: "live", contracts, ...changes };
  }

  it("is read as it was written", () => {
    writeObservations(observations({}, "a", "b"), file);
    expect(readObservations(file)).to.deep.equal(observations({}, "a", "b"));
  });

  it("need not be there", () => {
    expect(readObservations(file)).to.equal(undefined);
  });

  for (const text of ["{", "[]", '{"contracts":[{}],"date":"2026-01-02"}', '{"date":"2026-01-02"}']) {
    it(`is refused by its name when it holds ${text}`, () => {
      writeFileSync(file, text);
      expect(() => readObservations(file)).to.throw(file);
    });
  }

  it("keeps what a run has not looked at, and nothing of another kind of target", () => {
    const before = observations({}, "a", "b");
    const now = observations({ date: "2026-03-04" }, "b", "c");
    expect(mergeObservations(before, now)).to.deep.equal(observations({ date: "2026-03-04" }, "a", "b", "c"));
    const sandbox = observations({ target: "sandbox" }, "a");
    expect(mergeObservations(sandbox, now)).to.deep.equal(now);
  });
});
