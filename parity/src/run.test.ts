import { expect } from "chai";
import type { Contract } from "./contract";
import { differencesOf } from "./observations";
import { run } from "./run";
import { startSandboxTarget, type SandboxTarget } from "./target/sandbox-target";
import { objectOf } from "./answers";

describe("a run", () => {
  let place: SandboxTarget;
  let found: unknown;

  before(async () => {
    place = await startSandboxTarget();
  });

  beforeEach(() => {
    found = place.sandbox.store.export();
  });

  after(async () => {
    await place.close();
  });

  function contract(check: Contract["check"], id = "test"): Contract {
    return { id, title: "A test", routes: [], evidence: "assumed", writes: true, check };
  }

  const runAll = (...contracts: Contract[]) => run(place.target, contracts, () => undefined);

  it("goes on after a difference, and tells all of them", async () => {
    const result = await runAll(
      contract(async (target, expect) => {
        const answer = await target.dataverse("GET", "WhoAmI");
        expect.status("status", answer, 204);
        expect.refusal("answer", answer, "404 0x80040217");
        expect.equal("UserId", typeof objectOf(answer.body).UserId, "string");
      }),
      contract(() => Promise.resolve(), "next"),
    );
    expect(result.observations.map(({ id, outcome }) => `${id} ${outcome}`)).to.deep.equal([
      "test different",
      "next as assumed",
    ]);
    expect(differencesOf(result.observations[0]!)).to.deep.equal([
      "status: assumed 204, seen 200",
      "answer: assumed 404 0x80040217, seen 200",
    ]);
  });

  it("removes what a check has made that broke off, and says why it is not settled", async () => {
    const result = await runAll(
      contract(async (target) => {
        await target.people.newMember("broken");
        throw new Error("out of luck");
      }),
    );
    expect(result.observations[0]).to.deep.include({
      outcome: "not settled",
      reason: "The check failed: out of luck",
    });
    expect(place.sandbox.store.export()).to.deep.equal(found);
  });

  it("removes last what was made first, tries everything, and names what is left", async () => {
    const order: string[] = [];
    const { leftovers, kept } = await runAll(
      contract((target) => {
        for (const what of ["first", "second", "third"]) {
          target.cleanUp.add(what, () => {
            order.push(what);
            if (what === "second") return Promise.reject(new Error("403"));
            return Promise.resolve(what === "third" ? ["a row"] : []);
          });
        }
        return Promise.resolve();
      }),
    );
    expect(order).to.deep.equal(["third", "second", "first"]);
    expect(leftovers).to.deep.equal(["second: 403"]);
    expect(kept).to.deep.equal(["a row"]);
  });

  it("finds by its prefix what nobody has registered", async () => {
    const { target, sandbox } = place;
    const result = await runAll(
      contract(async () => {
        await target.graph("POST", "/v1.0/users", target.people.newAccount("unregistered"));
        expect(sandbox.store.export()).not.to.deep.equal(found);
      }),
    );
    expect(result.leftovers).to.deep.equal([]);
    expect(sandbox.store.export()).to.deep.equal(found);
  });

  it("stops when it is told to, and keeps nothing of what was half done", async () => {
    const stop = new AbortController();
    const contracts = [
      contract(() => Promise.resolve(), "before"),
      contract(async (target) => {
        await target.people.newMember("stopped");
        stop.abort();
        await target.dataverse("GET", "WhoAmI");
      }, "during"),
      contract(() => Promise.resolve(), "after"),
    ];
    const { observations } = await run(place.target, contracts, () => undefined, stop.signal);
    expect(observations.map(({ id }) => id)).to.deep.equal(["before"]);
    expect(place.sandbox.store.export()).to.deep.equal(found);
  });

  it("waits as long as a throttled service asks it to", async () => {
    const before = place.sandbox.clock.now();
    place.sandbox.faults.add({
      service: "dataverse",
      times: 2,
      effect: { kind: "throttle", retryAfter: 30 },
    });
    const { observations } = await runAll(
      contract(async (target, expect) => {
        expect.status("status", await target.dataverse("GET", "WhoAmI"), 200);
      }),
    );
    expect(observations[0]?.outcome).to.equal("as assumed");
    expect(place.sandbox.clock.now() - before).to.be.at.least(60_000);
  });
});
