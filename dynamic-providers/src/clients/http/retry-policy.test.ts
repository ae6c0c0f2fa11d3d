import { expect } from "chai";
import fc from "fast-check";
import { type Answer, NoAnswer, unanswered } from "./http";
import { askedWait, judge, mayHaveBeenCarriedOut, REQUEST_KINDS, type RequestKind } from "./retry-policy";
import { ServiceError } from "./service-error";

const KINDS = Object.keys(REQUEST_KINDS) as RequestKind[];
const REPEATABLE = KINDS.filter((kind) => kind !== "createUser");

function answer(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: "" };
}

function lost(code: string): Answer {
  return { ...answer(0), failure: new NoAnswer(code, "contoso.crm.dynamics.com") };
}

/** How often a request is sent when it always gets the same answer. */
function tries(kind: RequestKind, to: Answer, code = ""): number {
  for (let count = 1; count < 100; count += 1) {
    if (!judge(kind, to, code, count, 0, 0).again) return count;
  }
  return Infinity;
}

describe("the retry policy", () => {
  it("sends a throttled request again whatever it is, as often as it takes", () => {
    for (const kind of KINDS) expect(tries(kind, answer(429)), kind).to.equal(Infinity);
  });

  it("never sends the creation of an account again while it may have been carried out", () => {
    for (const status of [408, 500, 502, 503, 504]) expect(tries("createUser", answer(status))).to.equal(1);
    for (const code of ["ECONNRESET", "ETIMEDOUT", "ECONNABORTED"]) {
      expect(tries("createUser", lost(code)), code).to.equal(1);
    }
    expect(tries("createUser", unanswered())).to.equal(1);
  });

  it("sends everything again that was never sent, though not for long", () => {
    for (const kind of KINDS) {
      for (const code of ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]) {
        expect(tries(kind, lost(code)), `${kind} ${code}`).to.equal(3);
      }
    }
  });

  it("sends what can be repeated again when the service fails or the connection is lost", () => {
    for (const kind of REPEATABLE) {
      for (const status of [408, 425, 499, 502, 503, 504]) expect(tries(kind, answer(status))).to.equal(6);
      expect(tries(kind, lost("ECONNRESET"))).to.equal(6);
      expect(tries(kind, unanswered())).to.equal(6);
      expect(tries(kind, answer(500)), "an internal error is likely to stay").to.equal(3);
    }
  });

  it("takes a refusal for what it is", () => {
    for (const kind of KINDS) {
      for (const status of [400, 401, 403, 404, 405, 409, 412, 413, 501, 505]) {
        expect(tries(kind, answer(status)), `${kind} ${String(status)}`).to.equal(1);
      }
    }
  });

  it("knows Dataverse's passing troubles by their code, whatever the status", () => {
    // "SQL timeout expired.", "Generic SQL error."
    for (const code of ["0x80044151", "0x80044150"]) expect(tries("read", answer(400), code)).to.equal(6);
    expect(tries("read", answer(400), "0x8004026C")).to.equal(6);
    expect(tries("createUser", answer(400), "0x80044151")).to.equal(1);
  });

  it("does not try again with a certificate that is not trusted or a sign-in that was refused", () => {
    expect(tries("read", lost("DEPTH_ZERO_SELF_SIGNED_CERT"))).to.equal(1);
    expect(tries("read", lost("ERR_TLS_CERT_ALTNAME_INVALID"))).to.equal(1);
    const refused = new ServiceError({
      service: "Entra",
      operation: "sign in",
      status: 401,
      code: "AADSTS7000215",
      serviceMessage: "the client secret is wrong.",
    });
    expect(tries("read", { ...answer(0), failure: refused })).to.equal(1);
  });

  it("waits 1, 2, 4 … at most 30 seconds, each between half and the whole of it", () => {
    const waits = (random: number) =>
      [1, 2, 3, 4, 5, 6, 7].map((count) => {
        const verdict = judge("read", answer(429), "", count, random, 0);
        return verdict.again ? verdict.afterMs : 0;
      });
    expect(waits(0)).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(waits(1)).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("waits as long as the service asks, and makes everybody wait", () => {
    expect(judge("read", answer(429, { "retry-after": "17" }), "", 1, 0.5, 0)).to.deep.equal({
      again: true,
      afterMs: 17_000,
      throttled: true,
    });
    expect(judge("read", answer(503, { "retry-after": "2" }), "", 1, 0.5, 0)).to.deep.equal({
      again: true,
      afterMs: 2_000,
      throttled: true,
    });
    expect(judge("read", answer(503), "", 1, 0, 0)).to.deep.include({ again: true, throttled: false });
  });

  it("reads every form in which services ask to wait", () => {
    const now = Date.UTC(2026, 0, 1, 12, 0, 0);
    expect(askedWait(answer(429, { "retry-after-ms": "250" }), now)).to.equal(250);
    expect(askedWait(answer(429, { "x-ms-retry-after-ms": "75" }), now)).to.equal(75);
    expect(askedWait(answer(429, { "retry-after": "1.5" }), now)).to.equal(1_500);
    const date = new Date(now + 9_000).toUTCString();
    expect(askedWait(answer(429, { "retry-after": date }), now)).to.equal(9_000);
    expect(askedWait(answer(429, { "retry-after": "soon" }), now)).to.equal(undefined);
    expect(askedWait(answer(429), now)).to.equal(undefined);
    // A wait that is over, or of nothing: by itself the next try would come at once, and again and again.
    const over = new Date(now - 9_000).toUTCString();
    for (const after of [over, "0"]) {
      expect(askedWait(answer(429, { "retry-after": after }), now)).to.equal(undefined);
      expect(judge("read", answer(429, { "retry-after": after }), "", 3, 0.5, now)).to.deep.equal({
        again: true,
        afterMs: 3_000,
        throttled: true,
      });
    }
  });

  it("takes a date for what it is to the service, whose clock need not be this one's", () => {
    const there = Date.UTC(2026, 0, 1, 12, 0, 0);
    const headers = {
      "retry-after": new Date(there + 9_000).toUTCString(),
      date: new Date(there).toUTCString(),
    };
    for (const here of [0, there - 3_600_000, there, there + 3_600_000]) {
      expect(askedWait(answer(429, headers), here)).to.equal(9_000);
    }
  });

  it("tells a request that may have been carried out from one that was certainly not", () => {
    expect(mayHaveBeenCarriedOut(lost("ECONNRESET"))).to.equal(true);
    expect(mayHaveBeenCarriedOut(unanswered())).to.equal(true);
    expect(mayHaveBeenCarriedOut(answer(504))).to.equal(true);
    for (const certain of [lost("ECONNREFUSED"), lost("ENOTFOUND"), answer(400), answer(429), answer(201)]) {
      expect(mayHaveBeenCarriedOut(certain)).to.equal(false);
    }
  });

  it("never waits longer than half a minute on its own account", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.integer({ min: 100, max: 599 }),
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, status, count, random) => {
          const verdict = judge(kind, answer(status), "", count, random, 0);
          return !verdict.again || (verdict.afterMs >= 500 && verdict.afterMs <= 30_000);
        },
      ),
    );
  });
});
