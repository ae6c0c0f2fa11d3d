import { expect } from "chai";
import fc from "fast-check";
import { parsePlan, parseRule } from "./parse-rule";

const reset = { kind: "reset" };

describe("a fault rule", () => {
  const good: unknown[] = [
    { effect: { kind: "latency", milliseconds: 50, jitter: 10 } },
    { effect: { kind: "throttle", retryAfter: 3, as: "date" } },
    { effect: { kind: "status", status: 503, retryAfter: 1 } },
    { id: "a.b-1", service: "dataverse", method: "POST", path: "*", effect: reset },
    { from: 2, every: 3, times: 1, probability: 0.25, effect: { kind: "lose-answer" } },
    { effect: { kind: "truncate" } },
    { effect: { kind: "slow-body", milliseconds: 0 } },
    { parts: true, effect: { kind: "stale-read", milliseconds: 30_000 } },
    { effect: { kind: "reject-token", claims: true } },
  ];
  for (const rule of good) {
    it(`can be ${JSON.stringify(rule)}`, () => {
      expect(parseRule(rule)).to.deep.equal(rule);
    });
  }

  const bad: [unknown, string][] = [
    [7, "must be a JSON object"],
    [{}, '"effect" must be a JSON object'],
    [{ effect: {} }, '"effect.kind" must be one of latency,'],
    [{ effect: { kind: "toString" } }, '"effect.kind" must be one of'],
    [{ effect: { kind: "latency" } }, '"effect.milliseconds" is missing'],
    [{ effect: { kind: "latency", milliseconds: "5" } }, '"effect.milliseconds" must be whole milliseconds'],
    [{ effect: { kind: "status", status: 418 } }, '"effect.status" must be one of 500, 502, 503, 504'],
    [{ effect: { kind: "throttle", as: "hours" } }, '"effect.as" must be one of seconds, date, none'],
    [{ effect: { kind: "reset", milliseconds: 5 } }, 'there is no "effect.milliseconds"'],
    [{ service: "admin", effect: reset }, '"service" must be one of entra, graph, power-platform, dataverse'],
    [{ from: 0, effect: reset }, '"from" must be a whole number, 1 or more'],
    [{ every: 1.5, effect: reset }, '"every" must be a whole number'],
    [{ times: null, effect: reset }, '"times" must be a whole number'],
    [{ probability: 1.5, effect: reset }, '"probability" must be a number from 0 to 1'],
    [{ id: "a/b", effect: reset }, '"id" must be a name'],
    [{ route: "/x", effect: reset }, 'there is no "route"'],
    [{ service: "entra", effect: { kind: "reject-token" } }, '"service" cannot be entra'],
    ...["reset", "lose-answer", "truncate", "reject-token"].map((kind): [unknown, string] => [
      { parts: true, effect: { kind } },
      '"parts" cannot be true',
    ]),
    [{ parts: true, effect: { kind: "slow-body", milliseconds: 1 } }, '"parts" cannot be true'],
  ];
  for (const [rule, message] of bad) {
    it(`cannot be ${JSON.stringify(rule)}, and is told so by the field`, () => {
      expect(() => parseRule(rule)).to.throw(TypeError, message);
    });
  }

  it("in a plan is named by its place", () => {
    expect(() => parsePlan({ rules: [{ effect: reset }, { effect: 1 }] })).to.throw(
      TypeError,
      'Rule 2: "effect" must be a JSON object',
    );
    expect(() => parsePlan({ seed: -1, rules: [] })).to.throw(TypeError, '"seed" must be a whole number');
    expect(parsePlan({ seed: 4, rules: [] })).to.deep.equal({ seed: 4, rules: [] });
    expect(parsePlan({ effect: reset })).to.deep.equal({ rules: [{ effect: reset }] });
  });

  it("of whatever JSON is taken or refused, and never anything else", () => {
    const odd = fc.record(
      {
        effect: fc.oneof(
          fc.jsonValue(),
          fc.record({ kind: fc.constantFrom("reset", "status", "__proto__") }),
        ),
        service: fc.jsonValue(),
        times: fc.jsonValue(),
        rules: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), odd), (value) => {
        try {
          parsePlan(value);
        } catch (error) {
          expect(error).to.be.instanceOf(TypeError);
          expect((error as Error).message).to.match(/^(The rule|The faults|Rule \d+)\b.*\.$/s);
        }
      }),
    );
  });
});
