import { expect } from "chai";
import { ManualClock } from "../../testing/manual-clock";
import { cancellable } from "../clock";
import { type Answer, NoAnswer } from "./http";
import { lastAnswers, type Repetition } from "./repeat";
import { ThrottleGate } from "./throttle-gate";

const ok: Answer = { status: 204, headers: {}, body: "" };
const failing: Answer = { status: 503, headers: {}, body: "" };
const refused: Answer = { status: 403, headers: {}, body: "" };
const asked = (seconds: string): Answer => ({ status: 429, headers: { "retry-after": seconds }, body: "" });
const lost: Answer = { status: 0, headers: {}, body: "", failure: new NoAnswer("ECONNRESET", "a host") };

function bodied(request: number): Answer {
  return { ...ok, body: String(request) };
}

/** Sends requests named by numbers, answering each by the script for it; the last entry stands for all later tries. */
class Script {
  readonly clock = new ManualClock();
  readonly gate = new ThrottleGate(this.clock, () => 0, "Dataverse");
  readonly exchanges: (readonly number[])[] = [];
  readonly #turns = new Map<number, number>();

  constructor(private readonly answers: Readonly<Record<number, readonly Answer[]>>) {}

  run(requests: readonly number[], options: Partial<Repetition<number>> = {}) {
    return this.clock.whenDone(
      lastAnswers(requests, {
        batchSize: 3,
        exchange: (batch) =>
          this.gate.run(Infinity, () => {
            this.exchanges.push(batch);
            return Promise.resolve(batch.map((request) => this.#answer(request)));
          }),
        kindOf: () => "assignRole",
        codeOf: () => "",
        clock: this.clock,
        remainingPause: () => this.gate.remainingPause,
        random: () => 0,
        until: 600_000,
        waitingFor: "Dataverse, to try again",
        ...options,
      }),
    );
  }

  #answer(request: number): Answer {
    const turn = this.#turns.get(request) ?? 0;
    this.#turns.set(request, turn + 1);
    const script = this.answers[request] ?? [ok];
    return script[Math.min(turn, script.length - 1)] ?? ok;
  }
}

describe("repeating requests", () => {
  it("sends a request that succeeds once", async () => {
    const script = new Script({});
    expect(await script.run([1])).to.deep.equal([{ answer: ok, tries: 1, elapsedMs: 0 }]);
    expect(script.exchanges).to.deep.equal([[1]]);
  });

  it("sends requests in as few exchanges as they fit in, and answers in their order", async () => {
    const script = new Script({ 5: [refused] });
    const last = await script.run([1, 2, 3, 4, 5, 6, 7]);
    expect(script.exchanges).to.deep.equal([[1, 2, 3], [4, 5, 6], [7]]);
    expect(last.map(({ answer }) => answer.status)).to.deep.equal([204, 204, 204, 204, 403, 204, 204]);
  });

  it("sends only those again that failed, together, and no refusal", async () => {
    const script = new Script({ 1: [failing, ok], 4: [failing, lost, ok], 6: [refused] });
    const last = await script.run([1, 2, 3, 4, 5, 6]);
    expect(script.exchanges).to.deep.equal([[1, 2, 3], [4, 5, 6], [1, 4], [4]]);
    expect(last.map(({ answer, tries }) => [answer.status, tries])).to.deep.equal([
      [204, 2],
      [204, 1],
      [204, 1],
      [204, 3],
      [204, 1],
      [403, 1],
    ]);
    expect(script.clock.sleeps).to.deep.equal([500, 1_000]);
  });

  it("lets the gate hold back what was throttled", async () => {
    const script = new Script({ 1: [asked("30"), ok] });
    const [last] = await script.run([1]);
    expect(last).to.deep.equal({ answer: ok, tries: 2, elapsedMs: 30_000 });
    expect(script.clock.sleeps).to.deep.equal([30_000]);
  });

  it("gives up when the service keeps asking to wait beyond the deadline", async () => {
    const script = new Script({ 1: [asked("240")] });
    const [last] = await script.run([1]);
    // At 0, 240 and 480 s; a fourth try would be after 720 s.
    expect(last).to.deep.equal({
      answer: asked("240"),
      tries: 3,
      elapsedMs: 480_000,
      gaveUp: "the next would be in 240 s, while 600 s are allowed for all of it",
    });
  });

  it("gives up at once when the wait asked for is longer than the deadline", async () => {
    const script = new Script({ 1: [asked("3600")] });
    const [last] = await script.run([1]);
    expect(last).to.deep.include({ tries: 1, elapsedMs: 0 });
  });

  it("gives up on a service that goes on failing", async () => {
    const [last] = await new Script({ 1: [failing] }).run([1]);
    // Half of 1 + 2 + 4 + 8 + 16 seconds between six tries.
    expect(last).to.deep.equal({ answer: failing, tries: 6, elapsedMs: 15_500, uncertain: true });
  });

  it("asks again about a refusal that passes by itself", async () => {
    const notFound: Answer = { status: 404, headers: {}, body: "" };
    const script = new Script({ 1: [notFound, notFound, ok], 2: [notFound] });
    const last = await script.run([1, 2], {
      isNotYet: (request, answer) => request === 1 && answer.status === 404,
    });
    expect(last.map(({ answer, tries }) => [answer.status, tries])).to.deep.equal([
      [204, 3],
      [404, 1],
    ]);
  });

  it("takes a request without an answer for one whose answer was lost", async () => {
    const script = new Script({});
    const calls: number[] = [];
    const last = await script.run([1, 2], {
      exchange: (batch) => {
        calls.push(batch.length);
        return Promise.resolve(calls.length === 1 ? [ok] : batch.map(() => ok));
      },
    });
    expect(calls).to.deep.equal([2, 1]);
    expect(last.map(({ tries }) => tries)).to.deep.equal([1, 2]);
  });

  it("remembers that an answer was lost, whatever comes afterwards", async () => {
    const script = new Script({ 1: [lost, refused], 2: [refused], 3: [asked("1"), refused] });
    const last = await script.run([1, 2, 3]);
    expect(last.map(({ uncertain }) => uncertain)).to.deep.equal([true, undefined, undefined]);
  });

  it("gives all requests of a set one time to end in", async () => {
    const script = new Script({ 1: [failing], 2: [asked("590"), ok] });
    const last = await script.run([1, 2]);
    expect(last[1]?.answer).to.equal(ok);
    // At 0, then, when the pause is over, at 590, 591, 593 and 597 s; the next would be at 605 s.
    expect(last[0]).to.deep.include({ answer: failing, tries: 5, elapsedMs: 597_000 });
    expect(last[0]?.gaveUp).to.include("the next would be in 8 s");
  });

  it("stops waiting when the deployment is cancelled, and keeps the last answers", async () => {
    const script = new Script({ 1: [failing], 2: [ok], 3: [asked("100")] });
    const cancellation = new AbortController();
    const running = script.run([1, 2, 3], { clock: cancellable(script.clock, cancellation.signal) });
    cancellation.abort();
    const last = await running;
    expect(last.map(({ answer }) => answer)).to.deep.equal([failing, ok, asked("100")]);
    expect(last[0]?.gaveUp).to.equal("the deployment was cancelled");
  });

  it("halves a batch that is too large, until it fits", async () => {
    const sizes: number[] = [];
    const last = await new Script({}).run([1, 2, 3, 4, 5, 6, 7], {
      batchSize: 7,
      exchange: (batch) => {
        sizes.push(batch.length);
        const tooLarge: Answer = { status: 413, headers: {}, body: "", ofBatch: true };
        return Promise.resolve(batch.map((request) => (batch.length > 2 ? tooLarge : bodied(request))));
      },
    });
    expect(last.map(({ answer }) => answer.body)).to.deep.equal(["1", "2", "3", "4", "5", "6", "7"]);
    expect(sizes).to.deep.equal([7, 4, 3, 2, 2, 2, 1]);
  });

  it("leaves a single request that is too large as it was refused", async () => {
    const tooLarge: Answer = { status: 413, headers: {}, body: "", ofBatch: true };
    const last = await new Script({}).run([1, 2], {
      exchange: (batch) => Promise.resolve(batch.map((request) => (request === 1 ? tooLarge : ok))),
    });
    expect(last.map(({ answer }) => answer.status)).to.deep.equal([413, 204]);
  });

  it("has nothing to do for no requests", async () => {
    const script = new Script({});
    expect(await script.run([])).to.deep.equal([]);
    expect(script.exchanges).to.deep.equal([]);
  });
});
