import { expect } from "chai";
import type { Outcome } from "../clients/outcome";
import { ServiceError } from "../clients/http/service-error";
import { failureOf, mayHaveHappened } from "./failures";

function failed(status: number, operation = "assign a role"): Outcome<void> {
  const fields = { service: "Dataverse", operation, status, code: "", serviceMessage: "no" } as const;
  return { ok: false, error: new ServiceError(fields) };
}
const done: Outcome<void> = { ok: true, value: undefined };

describe("failed operations", () => {
  it("are one error, with the words of each", () => {
    expect(failureOf([done])).to.equal(undefined);
    const one = failed(400);
    expect(failureOf([done, one])).to.equal(one.ok ? undefined : one.error);
    const message = failureOf([failed(400, "assign A"), failed(403, "assign B")])?.message;
    expect(message).to.contain("assign A").and.to.contain("assign B");
  });

  it("may have happened unless the service refused them", () => {
    expect([done, failed(0), failed(502)].map(mayHaveHappened)).to.deep.equal([true, true, true]);
    expect([failed(400), failed(404), failed(429)].map(mayHaveHappened)).to.deep.equal([false, false, false]);
  });
});
