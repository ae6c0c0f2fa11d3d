import { expect } from "chai";
import fc from "fast-check";
import { ManualClock, settled } from "../../testing/manual-clock";
import { Cancelled } from "../cancelled";
import { cancellable } from "../clock";
import type { Answer } from "./http";
import { ThrottleGate, TooLate } from "./throttle-gate";

const OK: Answer = { status: 200, headers: {}, body: "" };

function throttled(seconds: number): Answer {
  return { status: 429, headers: { "retry-after": String(seconds) }, body: "" };
}

function hinting(parallelism: number): Answer {
  return { ...OK, headers: { "x-ms-dop-hint": String(parallelism) } };
}

/** Requests that end when they are told to, with the answers that they are given. */
class Requests {
  readonly #ends: ((answers: readonly Answer[]) => void)[] = [];
  started = 0;
  mostAtATime = 0;

  constructor(readonly gate: ThrottleGate) {}

  get inFlight(): number {
    return this.#ends.length;
  }

  start(count: number, until = Infinity): Promise<unknown> {
    return Promise.all(Array.from({ length: count }, () => this.gate.run(until, () => this.#request())));
  }

  #request(): Promise<readonly Answer[]> {
    return new Promise((end) => {
      this.started += 1;
      this.#ends.push(end);
      this.mostAtATime = Math.max(this.mostAtATime, this.#ends.length);
    });
  }

  async end(count = Infinity, ...answers: readonly Answer[]): Promise<void> {
    for (const end of this.#ends.splice(0, count)) end(answers.length === 0 ? [OK] : answers);
    await settled();
  }

  async endAll(): Promise<void> {
    while (this.inFlight > 0) await this.end();
  }

  /** One request, answered at once. */
  async answered(...answers: readonly Answer[]): Promise<void> {
    await this.gate.run(Infinity, () => Promise.resolve(answers));
  }
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "nothing",
    (error: unknown) => error,
  );
}

describe("the throttle gate", () => {
  let clock: ManualClock;
  let gate: ThrottleGate;
  let requests: Requests;
  beforeEach(() => {
    clock = new ManualClock();
    gate = new ThrottleGate(clock, () => 0);
    requests = new Requests(gate);
  });

  it("sends eight requests at a time where the service recommends nothing, and the next as one ends", async () => {
    const all = requests.start(20);
    await settled();
    expect(requests.started).to.equal(8);
    await requests.end(1);
    expect(requests.started).to.equal(9);
    await requests.endAll();
    await all;
    expect(requests.started).to.equal(20);
    expect(requests.mostAtATime).to.equal(8);
  });

  it("follows the parallelism that the service recommends, up to what it allows", async () => {
    await requests.answered(hinting(10));
    const all = requests.start(12);
    await settled();
    expect(requests.started).to.equal(10);
    await requests.endAll();
    await all;
    // 52 concurrent requests are the service protection limit.
    await requests.answered(hinting(200));
    expect(gate.limit).to.equal(52);
    await requests.answered(hinting(0));
    expect(gate.limit).to.equal(52);
    await requests.answered(hinting(2));
    expect(gate.limit).to.equal(2);
  });

  it("lets more in of those who wait when the recommendation grows", async () => {
    const all = requests.start(13);
    await settled();
    await requests.end(1, hinting(12));
    expect(requests.inFlight).to.equal(12);
    await requests.endAll();
    await all;
  });

  it("holds everybody back while the service asks one to wait", async () => {
    await requests.answered(throttled(5));
    const all = requests.start(1);
    await clock.advance(4_999);
    expect(requests.started).to.equal(0);
    await clock.advance(1);
    expect(requests.started).to.equal(1);
    await requests.endAll();
    await all;
  });

  it("lets nobody in between the answer that asks to wait and the pause", async () => {
    const all = requests.start(20);
    await settled();
    await requests.end(1, throttled(5));
    await requests.end(7);
    expect(requests.started).to.equal(8);
    await clock.advance(5_000);
    await requests.endAll();
    await all;
  });

  it("pauses for a single one of several answers that came together", async () => {
    await requests.answered(OK, throttled(5), OK, throttled(2));
    expect(gate.remainingPause).to.equal(5_000);
  });

  it("pauses for other refusals only when they ask for it", async () => {
    await requests.answered({ ...OK, status: 503 });
    expect(gate.remainingPause).to.equal(0);
    await requests.answered({ ...throttled(7), status: 503 });
    expect(gate.remainingPause).to.equal(7_000);
  });

  it("extends a pause, and never shortens it", async () => {
    const early = requests.start(3);
    await settled();
    await requests.end(1, throttled(5));
    await requests.end(1, throttled(1));
    expect(gate.remainingPause).to.equal(5_000);
    const all = requests.start(1);
    await clock.advance(4_000);
    await requests.end(1, throttled(5));
    await clock.advance(4_999);
    expect(requests.started).to.equal(3);
    await clock.advance(1);
    expect(requests.started).to.equal(4);
    await requests.endAll();
    await Promise.all([early, all]);
  });

  it("waits longer each time where the service does not say how long, until an answer is good", async () => {
    const pauses: number[] = [];
    for (const answer of [429, 429, 429, 200, 429]) {
      await clock.whenDone(requests.answered({ ...OK, status: answer }));
      pauses.push(gate.remainingPause);
    }
    // Half of 1, 2, 4 s, since the random part is 0 here.
    expect(pauses).to.deep.equal([500, 1_000, 2_000, 0, 500]);
  });

  it("comes back one by one from a long pause, however many wait, and never with more than the limit", async () => {
    await requests.answered(hinting(20));
    await requests.answered(throttled(300));
    const all = requests.start(400);
    await clock.advance(299_999);
    expect(requests.started).to.equal(0);
    await clock.advance(1);
    const atATime: number[] = [];
    for (let round = 1; round <= 6; round += 1) {
      atATime.push(requests.inFlight);
      await requests.end(requests.inFlight);
    }
    // Each good answer opens one place more, up to half of 20.
    expect(atATime).to.deep.equal([1, 2, 4, 8, 10, 10]);
    await requests.endAll();
    await all;
    expect(requests.mostAtATime).to.be.at.most(20);
    expect(requests.started).to.equal(400);
  });

  it("spreads the return of deployments that were held back together", async () => {
    gate = new ThrottleGate(clock, () => 0.5);
    requests = new Requests(gate);
    await requests.answered(throttled(1));
    const all = requests.start(1);
    await clock.advance(1_249);
    expect(requests.started).to.equal(0);
    await clock.advance(1);
    expect(requests.started).to.equal(1);
    await requests.endAll();
    await all;
  });

  it("goes on with half as many after a pause, and adds one after each stretch without another", async () => {
    const early = requests.start(2);
    await settled();
    await requests.end(2, throttled(1));
    await early;
    expect(gate.limit, "refusals of requests that were sent together are one").to.equal(4);
    await clock.advance(1_000);
    for (let answer = 1; answer <= 20; answer += 1) await requests.answered(OK);
    expect(gate.limit).to.equal(5);
    for (let answer = 1; answer <= 25; answer += 1) await requests.answered(OK);
    expect(gate.limit).to.equal(6);
    for (let answer = 1; answer <= 1_000; answer += 1) await requests.answered(OK);
    expect(gate.limit, "no more than a service that recommends nothing gets").to.equal(8);
  });

  it("refuses at once whoever would have to wait for too long, and tells why", async () => {
    const early = requests.start(8);
    const queued = rejection(requests.start(1, 60_000));
    await settled();
    await requests.end(1, throttled(3_600));
    const error = await queued;
    expect(error).to.be.instanceOf(TooLate);
    expect((error as TooLate).because).to.deep.equal(throttled(3_600));
    expect(await rejection(requests.start(1, 60_000)), "one that comes later").to.be.instanceOf(TooLate);
    expect(clock.now()).to.equal(0);
    await requests.endAll();
    await early;
  });

  it("sends nothing whose time is over before its turn comes", async () => {
    const early = requests.start(8);
    const queued = rejection(requests.start(1, 1_000));
    await clock.advance(1_001);
    await requests.end(1);
    const error = await queued;
    expect(error).to.be.instanceOf(TooLate).and.to.include({ because: undefined });
    await requests.endAll();
    await early;
    expect(requests.started).to.equal(8);
  });

  it("wakes everybody at once when the deployment is cancelled", async () => {
    const cancellation = new AbortController();
    gate = new ThrottleGate(cancellable(clock, cancellation.signal), () => 0, "Dataverse");
    requests = new Requests(gate);
    await requests.answered(throttled(300));
    const all = [requests.start(1), requests.start(1)].map(rejection);
    await settled();
    cancellation.abort();
    for (const error of await Promise.all(all)) {
      expect(error).to.be.instanceOf(Cancelled);
      expect(String(error)).to.include("waiting for Dataverse, which asks to wait 300 s");
    }
    expect(requests.started).to.equal(0);
  });

  it("gives the place free when a request fails", async () => {
    for (let request = 1; request <= 5; request += 1) {
      expect(await rejection(gate.run(Infinity, () => Promise.reject(new Error("refused"))))).not.to.equal(
        "nothing",
      );
    }
    await requests.answered(OK);
  });

  it("never lets in more than the limit or anybody during a pause, and loses nobody", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("start" as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ kind: fc.constant("end" as const), count: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant("hint" as const), count: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant("throttle" as const), count: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ kind: fc.constant("advance" as const), count: fc.integer({ min: 1, max: 400 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        clock = new ManualClock();
        gate = new ThrottleGate(clock, () => 0);
        requests = new Requests(gate);
        const all: Promise<unknown>[] = [];
        let asked = 0;
        for (const { kind, count } of steps) {
          const before = { inFlight: requests.inFlight, started: requests.started, limit: gate.limit };
          const isPaused = gate.remainingPause > 0;
          if (kind === "start") {
            asked += count;
            all.push(requests.start(count));
            await settled();
            if (isPaused) expect(requests.started).to.equal(before.started);
          } else if (kind === "advance") await clock.advance(count * 1_000);
          else if (kind === "end") await requests.end(count);
          else await requests.end(1, kind === "hint" ? hinting(count) : throttled(count));
          expect(requests.inFlight).to.be.at.most(Math.max(gate.limit, before.inFlight));
        }
        while (requests.started < asked || requests.inFlight > 0) {
          await clock.advance(400_000);
          await requests.end();
        }
        await Promise.all(all);
      }),
      { numRuns: 50 },
    );
  });
});
