import { expect } from "chai";
import { ManualClock } from "../../testing/manual-clock";
import { type Answer, type HttpRequest, NoAnswer } from "./http";
import { type Call, Service } from "./service";
import { ServiceError } from "./service-error";
import { Tokens } from "../sign-in/tokens";

const URL_OF_GRAPH = "https://graph.microsoft.com";
const call: Call = { kind: "read", method: "GET", path: "/v1.0/users", label: "read users" };

function answer(status: number, body: unknown = "", headers: Record<string, string> = {}): Answer {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

/** A service whose answers are given one after another, the last one for ever. */
function stage(...answers: (Answer | ((request: HttpRequest) => Answer))[]) {
  const clock = new ManualClock();
  const requests: HttpRequest[] = [];
  let credentials = 0;
  const claims: (string | undefined)[] = [];
  const tokens = new Tokens(
    () => {
      credentials += 1;
      const token = `token-${String(credentials)}`;
      return Promise.resolve({
        getToken: (_scope: string, options?: { claims?: string }) => {
          claims.push(options?.claims);
          return Promise.resolve({ token, expiresOnTimestamp: 3_600_000 });
        },
      });
    },
    clock,
    (error) => Promise.resolve(error as Error),
  );
  const service = new Service({
    name: "Microsoft Graph",
    endpoint: { url: URL_OF_GRAPH, scope: `${URL_OF_GRAPH}/.default` },
    headers: { "x-common": "yes" },
    transport: (request) => {
      requests.push(request);
      const next = answers[Math.min(requests.length, answers.length) - 1] ?? answer(500);
      return Promise.resolve(typeof next === "function" ? next(request) : next);
    },
    tokens,
    clock,
    random: () => 0,
  });
  return { service, clock, requests, tokens, claims };
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error,
  );
}

describe("a request to a service", () => {
  it("carries the token, the common headers and JSON", async () => {
    const { service, requests } = stage(answer(200, { value: [] }));
    await service.send({
      ...call,
      kind: "setValues",
      method: "PATCH",
      headers: { "if-match": "*" },
      body: { a: 1 },
    });
    expect(requests).to.deep.equal([
      {
        method: "PATCH",
        url: "https://graph.microsoft.com/v1.0/users",
        headers: {
          accept: "application/json",
          "x-common": "yes",
          "content-type": "application/json",
          "if-match": "*",
          authorization: "Bearer token-1",
        },
        body: '{"a":1}',
      },
    ]);
  });

  it("is sent once more with a new token when the first is rejected, and not a third time", async () => {
    const { service, requests } = stage(answer(401), answer(200));
    await service.send(call);
    expect(requests.map(({ headers }) => headers.authorization)).to.deep.equal([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    const always = stage(answer(401, { error: { code: "InvalidAuthenticationToken", message: "No." } }));
    const error = await rejection(always.service.send(call));
    expect(always.requests).to.have.length(2);
    expect(error).to.be.instanceOf(ServiceError).and.to.include({ status: 401 });
  });

  it("answers a challenge of continuous access evaluation with the claims it demands", async () => {
    const demanded = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(demanded).toString("base64")}"`;
    const { service, claims } = stage(answer(401, "", { "www-authenticate": challenge }), answer(200));
    await service.send(call);
    expect(claims).to.deep.equal([undefined, demanded]);
  });

  it("fails with everything that is needed to act on it", async () => {
    const { service } = stage(
      answer(
        403,
        { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges." } },
        { "request-id": "r-7" },
      ),
    );
    const error = (await rejection(service.send(call))) as ServiceError;
    expect(error).to.include({
      service: "Microsoft Graph",
      operation: "read users",
      status: 403,
      code: "Authorization_RequestDenied",
      requestId: "r-7",
    });
    expect(error.message).to.match(
      /^Microsoft Graph could not read users: HTTP 403 Authorization_RequestDenied: Insufficient privileges\. \(request r-7\) Grant the deploying application/,
    );
    expect(`${error.stack ?? ""}${JSON.stringify(error)}`).not.to.include("token-1");
  });

  it("says how long it was tried, and what the last answer was", async () => {
    const { service, clock } = stage(answer(503, "Service Unavailable"));
    const error = (await rejection(clock.whenDone(service.send(call)))) as ServiceError;
    expect(error.message).to.include("HTTP 503: Service Unavailable (after 6 tries in 16 s)");
  });

  it("says why nobody answered", async () => {
    const { service, clock } = stage({
      ...answer(0),
      failure: new NoAnswer("ECONNREFUSED", "graph.microsoft.com"),
    });
    const error = (await rejection(clock.whenDone(service.send(call)))) as ServiceError;
    expect(error.message).to.include("no answer: graph.microsoft.com does not answer (ECONNREFUSED)");
    expect(error.status).to.equal(0);
  });

  it("waits for a throttled service and then goes on", async () => {
    const { service, clock, requests } = stage(answer(429, "", { "retry-after": "30" }), answer(200));
    await clock.whenDone(service.send(call));
    expect(requests).to.have.length(2);
    expect(clock.now()).to.equal(30_000);
  });

  it("follows links only within the service: the token goes with them", async () => {
    const { service, requests } = stage(answer(200));
    await service.send({ ...call, path: `${URL_OF_GRAPH}/v1.0/users?$skiptoken=2` });
    const error = await rejection(service.send({ ...call, path: "https://evil.example/v1.0/users" }));
    expect(String(error)).to.include("links to another host");
    expect(requests).to.have.length(1);
  });

  it("fails with the sign-in's own error when that is refused", async () => {
    const { tokens, ...rest } = stage(answer(200));
    const refused = new ServiceError({
      service: "Entra",
      operation: "sign in",
      status: 401,
      code: "AADSTS7000215",
      serviceMessage: "the client secret is wrong.",
    });
    tokens.get = () => Promise.reject(refused);
    expect(await rejection(rest.service.send(call))).to.equal(refused);
    expect(rest.requests).to.have.length(0);
  });
});
