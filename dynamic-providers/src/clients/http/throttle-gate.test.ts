import { expect } from "chai";
import { ManualClock, settled } from "../../testing/manual-clock";
import { ThrottleGate } from "./throttle-gate";

/** Requests that end when they are told to. */
class Requests {
  readonly #ends: (() => void)[] = [];
  started = 0;

  start(gate: ThrottleGate, count: number): Promise<unknown> {
    return Promise.all(
      Array.from({ length: count }, () =>
        gate.run(
          () =>
            new Promise<void>((end) => {
              this.started += 1;
              this.#ends.push(end);
            }),
        ),
      ),
    );
  }

  async end(count = Infinity): Promise<void> {
    for (const end of this.#ends.splice(0, count)) end();
    await settled();
  }
}

describe("the throttle gate", () => {
  let clock: ManualClock;
  let gate: ThrottleGate;
  let requests: Requests;
  beforeEach(() => {
    clock = new ManualClock();
    gate = new ThrottleGate(clock, () => 0);
    requests = new Requests();
  });

  it("begins with four requests at a time, and lets the next in as one ends", async () => {
    const all = requests.start(gate, 6);
    await settled();
    expect(requests.started).to.equal(4);
    await requests.end(1);
    expect(requests.started).to.equal(5);
    await requests.end();
    await requests.end();
    await all;
    expect(requests.started).to.equal(6);
  });

  it("follows the parallelism that the service recommends, up to what it allows", async () => {
    gate.hint(10);
    const all = requests.start(gate, 12);
    await settled();
    expect(requests.started).to.equal(10);
    await requests.end();
    await requests.end();
    await all;
    // 52 concurrent requests are the service protection limit.
    gate.hint(200);
    expect(gate.limit).to.equal(52);
    gate.hint(0);
    expect(gate.limit).to.equal(52);
  });

  it("wakes those who wait when the recommendation grows", async () => {
    const all = requests.start(gate, 8);
    await settled();
    gate.hint(8);
    await settled();
    expect(requests.started).to.equal(8);
    await requests.end();
    await all;
  });

  it("holds everybody back while the service asks one to wait", async () => {
    gate.pause(5_000);
    const all = requests.start(gate, 1);
    await clock.advance(4_999);
    expect(requests.started).to.equal(0);
    await clock.advance(1);
    expect(requests.started).to.equal(1);
    await requests.end();
    await all;
  });

  it("extends a pause, and never shortens it", async () => {
    gate.pause(5_000);
    gate.pause(1_000);
    const all = requests.start(gate, 1);
    await clock.advance(4_000);
    gate.pause(5_000);
    await clock.advance(4_999);
    expect(requests.started).to.equal(0);
    await clock.advance(1);
    expect(requests.started).to.equal(1);
    await requests.end();
    await all;
  });

  it("lets requests start again one after another, not all in the same moment", async () => {
    const spread = [0, 0.5, 0.99];
    gate = new ThrottleGate(clock, () => spread.shift() ?? 0);
    gate.hint(6);
    gate.pause(1_000);
    const all = requests.start(gate, 3);
    const startedAt: number[] = [];
    for (const step of [1_000, 250, 250]) {
      await clock.advance(step);
      startedAt.push(requests.started);
    }
    expect(startedAt).to.deep.equal([1, 2, 3]);
    await requests.end();
    await all;
  });

  it("goes on with half as many after a pause, and adds one after each stretch without another", async () => {
    gate.hint(4);
    gate.pause(1_000);
    gate.pause(1_000);
    expect(gate.limit, "one pause is counted once").to.equal(2);
    await clock.advance(1_000);
    for (let answer = 1; answer <= 10; answer += 1) await gate.run(() => Promise.resolve());
    expect(gate.limit).to.equal(3);
    for (let answer = 1; answer <= 15; answer += 1) await gate.run(() => Promise.resolve());
    expect(gate.limit).to.equal(4);
    for (let answer = 1; answer <= 100; answer += 1) await gate.run(() => Promise.resolve());
    expect(gate.limit, "no more than recommended").to.equal(4);
  });

  it("gives the place free when a request fails", async () => {
    for (let request = 1; request <= 5; request += 1) {
      const failed = await gate.run(() => Promise.reject(new Error("refused"))).catch(() => "failed");
      expect(failed).to.equal("failed");
    }
    expect(await gate.run(() => Promise.resolve("done"))).to.equal("done");
  });
});
