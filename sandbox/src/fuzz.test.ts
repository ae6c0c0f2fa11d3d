import { expect } from "chai";
import fc from "fast-check";
import { requestsTo, type CoveredRoute, type FuzzRequest } from "./testing/arbitrary-requests";
import { TestClient, type TestAnswer, type TestRequest } from "./testing/client";
import { fuzzRuns } from "./testing/fuzz-runs";

const tokens: Readonly<Record<string, NonNullable<TestRequest["as"]>>> = {
  graph: "graph",
  "power-platform": "powerPlatform",
  dataverse: "dataverse",
};

const adminRoutes: readonly CoveredRoute[] = [
  ...["GET /admin/status", "GET /admin/coverage", "GET /admin/state", "GET /admin/requests"],
  ...["GET /admin/settings", "PUT /admin/state", "PATCH /admin/settings", "POST /admin/clock"],
  ...["PATCH /admin/state/{table}/{id}", "DELETE /admin/state/{table}/{id}", "GET /"],
].map((route) => {
  const [method = "", name = ""] = route.split(" ");
  return { service: "admin", method, name };
});

describe("The sandbox, whatever it is asked", function () {
  // Longer runs are asked for by an environment variable.
  this.timeout(0);
  let client: TestClient;
  let covered: readonly CoveredRoute[];
  const faults: unknown[] = [];

  before(async () => {
    client = await TestClient.start({ report: (fault) => faults.push(fault) });
    covered = (await client.send("GET", "/admin/coverage")).body as CoveredRoute[];
  });

  after(async () => {
    await client.close();
  });

  async function send({ service, method, target, headers, body }: FuzzRequest): Promise<TestAnswer> {
    const as = tokens[service];
    return client.send(method, client.sandbox.url + target, {
      headers,
      ...(as && { as }),
      ...(body !== undefined && { body }),
    });
  }

  /** Each sequence begins with the seeded tenant, so that a failure is found again by its seed. */
  async function check(requests: readonly FuzzRequest[]): Promise<void> {
    await client.reset();
    faults.length = 0;
    for (const request of requests) expectWellFormed(request, await send(request));
    expect(faults).to.deep.equal([]);
  }

  const services = ["dataverse", "graph", "power-platform", "entra"];
  for (const service of services) {
    it(`answers in the shape of ${service}, and never with a fault of its own`, async () => {
      const routes = covered.filter((route) => route.service === service);
      const sequences = fc.array(requestsTo(routes), { minLength: 1, maxLength: 5 });
      await fc.assert(fc.asyncProperty(sequences, check), { numRuns: fuzzRuns });
    });
  }

  // One at a time: a row that was changed by hand follows no rule, and what reads it afterwards may fail.
  it("answers admin requests, and never with a fault of its own", async () => {
    const single = requestsTo(adminRoutes).map((request) => [request]);
    await fc.assert(fc.asyncProperty(single, check), { numRuns: fuzzRuns });
  });
});

function expectWellFormed({ service, method, target }: FuzzRequest, { status, body }: TestAnswer): void {
  const place = `${method} ${target} → ${status} ${JSON.stringify(body)}`;
  expect(status < 500 || status === 501, place).to.equal(true);
  expect(place).not.to.contain("SandboxBug");
  if (status < 400) return;
  // A batch that stopped at a failure: the failure is in its parts.
  if (typeof body === "string" && body.startsWith("--batchresponse_")) {
    for (const [, part] of body.matchAll(/^HTTP\/1\.1 (\d{3}) /gm))
      expect(Number(part) < 502, place).to.equal(true);
    return;
  }
  const error = (body as { error?: unknown } | undefined)?.error;
  if (service === "entra") {
    // The shape of token requests; other addresses of no service are answered like them.
    expect(error, place).to.be.a("string");
    expect(body, place).to.have.property("error_description").that.is.a("string");
    return;
  }
  expect(error, place).to.have.property("code").that.is.a("string");
  expect(error, place).to.have.property("message").that.is.a("string").and.not.empty;
  if (service === "graph" && target.startsWith("/graph/v")) {
    expect(error, place).to.have.nested.property("innerError.request-id").that.is.a("string");
  }
}
