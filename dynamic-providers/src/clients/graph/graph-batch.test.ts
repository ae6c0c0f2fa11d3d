import { expect } from "chai";
import fc from "fast-check";
import { decodeGraphBatch, encodeGraphBatch } from "./graph-batch";

describe("the JSON batch of Graph", () => {
  it("gives each request an id, and a body its content type", () => {
    expect(
      encodeGraphBatch([
        { method: "GET", url: "/users/1" },
        { method: "PATCH", url: "/users/2", body: { usageLocation: "US" } },
      ]),
    ).to.deep.equal({
      requests: [
        { id: "1", method: "GET", url: "/users/1" },
        {
          id: "2",
          method: "PATCH",
          url: "/users/2",
          headers: { "Content-Type": "application/json" },
          body: { usageLocation: "US" },
        },
      ],
    });
  });

  it("puts the answers, which come in any order, into that of the requests", () => {
    const responses = [
      { id: "3", status: 429, headers: { "Retry-After": "7" }, body: { error: { code: "TooManyRequests" } } },
      { id: "1", status: 204 },
    ];
    const answers = decodeGraphBatch(JSON.stringify({ responses }), 3);
    expect(answers.map(({ status }) => status)).to.deep.equal([204, 0, 429]);
    expect(answers[2]).to.deep.include({ headers: { "retry-after": "7" } });
    expect(JSON.parse(answers[2]?.body ?? "")).to.deep.equal({ error: { code: "TooManyRequests" } });
  });

  it("takes every request for unanswered when the answer cannot be read", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(decodeGraphBatch(body, 2).map(({ status }) => status)).to.deep.equal([0, 0]);
      }),
    );
  });
});
