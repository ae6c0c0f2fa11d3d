import { expect } from "chai";
import { Faults, type Target } from "./faults";
import type { FaultRule } from "./rule";

const reset = { kind: "reset" } as const;

function target(changes: Partial<Target> = {}): Target {
  return { service: "graph", method: "GET", path: "/v1.0/users", isPart: false, ...changes };
}

/** Of so many equal requests, the numbers (from 1) of those that are hit. */
function hitsOf(rule: FaultRule, requests: number, faults = new Faults()): number[] {
  faults.add(rule);
  const hits: number[] = [];
  for (let number = 1; number <= requests; number++) {
    if (faults.strike(target()).effect !== undefined) hits.push(number);
  }
  return hits;
}

describe("faults", () => {
  it("hit every request by default", () => {
    expect(hitsOf({ effect: reset }, 3)).to.deep.equal([1, 2, 3]);
  });

  it("begin with the request a rule names, and leave out those between", () => {
    expect(hitsOf({ from: 2, every: 3, effect: reset }, 9)).to.deep.equal([2, 5, 8]);
  });

  it("end after as many hits as a rule allows", () => {
    expect(hitsOf({ from: 2, times: 2, effect: reset }, 9)).to.deep.equal([2, 3]);
  });

  it("do not hit what a rule does not fit", () => {
    const rule: FaultRule = { service: "graph", method: "get", path: "/v1.0/*s", effect: reset };
    const misses = [
      { service: "dataverse" },
      { method: "POST" },
      { path: "/v1.0/users/x" },
      { path: "/beta/users" },
      { isPart: true },
      { service: "admin" },
      { service: "page" },
    ];
    const faults = new Faults();
    faults.add(rule);
    for (const miss of misses)
      expect(faults.strike(target(miss)).effect, JSON.stringify(miss)).to.equal(undefined);
    expect(faults.strike(target()).effect).to.deep.equal(reset);
    expect(faults.active()[0]).to.include({ matched: 1, hits: 1 });
  });

  it("take a path's other characters as they are", () => {
    const faults = new Faults();
    faults.add({ path: "/api/data/v9.2/systemusers(*)/x$ref", effect: reset });
    const path = "/api/data/v9.2/systemusers(1)/x$ref";
    expect(faults.strike(target({ path })).effect).to.deep.equal(reset);
    expect(faults.strike(target({ path: path.replace(".", "-") })).effect).to.equal(undefined);
  });

  it("of parts hit parts only", () => {
    const faults = new Faults();
    faults.add({ parts: true, effect: { kind: "throttle" } });
    expect(faults.strike(target()).effect).to.equal(undefined);
    expect(faults.strike(target({ isPart: true })).effect).to.deep.equal({ kind: "throttle" });
  });

  it("let stale reads hit nothing but GET", () => {
    const faults = new Faults();
    faults.add({ effect: { kind: "stale-read", milliseconds: 1 } });
    expect(faults.strike(target({ method: "POST" })).effect).to.equal(undefined);
    expect(faults.strike(target()).effect).to.have.property("kind", "stale-read");
  });

  it("never hit the token endpoint with a rejected token", () => {
    const faults = new Faults();
    faults.add({ effect: { kind: "reject-token" } });
    expect(faults.strike(target({ service: "entra" })).effect).to.equal(undefined);
  });

  it("add up latencies, and beside them let one rule decide, the first", () => {
    const faults = new Faults();
    faults.add({ effect: { kind: "latency", milliseconds: 10 } });
    faults.add({ id: "once", times: 1, effect: reset });
    faults.add({ id: "later", times: 1, effect: { kind: "truncate" } });
    faults.add({ effect: { kind: "latency", milliseconds: 5 } });
    const first = faults.strike(target());
    expect(first).to.deep.equal({
      latency: 15,
      effect: reset,
      description: "latency (fault-1), reset (once), latency (fault-2)",
    });
    expect(faults.strike(target()).effect).to.deep.equal({ kind: "truncate" });
  });

  it("are the same for the same seed, and others for another one", () => {
    const rule: FaultRule = { probability: 0.5, effect: reset };
    const run = (seed: number): number[] => {
      const faults = new Faults();
      faults.seed(seed);
      return hitsOf(rule, 200, faults);
    };
    expect(run(7)).to.deep.equal(run(7));
    expect(run(7)).not.to.deep.equal(run(8));
    // 200 draws of one half: five standard deviations (7.07) on each side.
    expect(run(7).length).to.be.within(65, 135);
  });

  it("that one rule has do not depend on requests that only another one fits", () => {
    const alone = hitsOf({ id: "a", probability: 0.5, effect: reset }, 50);
    const faults = new Faults();
    faults.add({ id: "b", service: "dataverse", probability: 0.5, effect: reset });
    faults.add({ id: "a", service: "graph", probability: 0.5, effect: reset });
    const hits: number[] = [];
    for (let number = 1; number <= 50; number++) {
      faults.strike(target({ service: "dataverse" }));
      if (faults.strike(target()).effect !== undefined) hits.push(number);
    }
    expect(hits).to.deep.equal(alone);
  });

  it("draw jitter within its bounds, again the same for the same seed", () => {
    const run = (): number[] => {
      const faults = new Faults();
      faults.add({ effect: { kind: "latency", milliseconds: 100, jitter: 50 } });
      return Array.from({ length: 50 }, () => faults.strike(target()).latency);
    };
    for (const latency of run()) expect(latency).to.be.within(100, 150);
    expect(new Set(run()).size).to.be.greaterThan(10);
    expect(run()).to.deep.equal(run());
  });

  it("count anew with a new seed", () => {
    const faults = new Faults();
    faults.add({ times: 1, effect: reset });
    faults.strike(target());
    faults.seed(3);
    expect(faults.active()[0]).to.include({ matched: 0, hits: 0 });
    expect(faults.strike(target()).effect).to.deep.equal(reset);
  });

  it("can be removed one by one and all together", () => {
    const faults = new Faults();
    const first = faults.add({ effect: reset });
    faults.add({ effect: { kind: "truncate" } });
    expect([faults.remove(first), faults.remove(first)]).to.deep.equal([true, false]);
    expect(faults.strike(target()).effect).to.deep.equal({ kind: "truncate" });
    faults.clear();
    expect(faults.active()).to.deep.equal([]);
    expect(faults.strike(target()).effect).to.equal(undefined);
  });

  it("refuse an id twice, and then turn on none of a plan", () => {
    const faults = new Faults();
    const rules = [
      { id: "a", effect: reset },
      { id: "a", effect: reset },
    ];
    expect(() => faults.addAll({ rules })).to.throw(TypeError, 'there is a rule "a" already');
    expect(faults.active()).to.deep.equal([]);
  });

  it("give a rule without id one that is free", () => {
    const faults = new Faults();
    expect(faults.addAll({ rules: [{ id: "fault-1", effect: reset }, { effect: reset }] })).to.deep.equal([
      "fault-1",
      "fault-2",
    ]);
  });
});
