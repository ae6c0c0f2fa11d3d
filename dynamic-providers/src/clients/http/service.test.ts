import { inspect } from "node:util";
import { expect } from "chai";
import { ManualClock, settled } from "../../testing/manual-clock";
import { type Answer, type HttpRequest, NoAnswer } from "./http";
import { type Call, Service, type ServiceOptions } from "./service";
import { ServiceError } from "./service-error";
import { Tokens } from "../sign-in/tokens";

const URL_OF_GRAPH = "https://graph.microsoft.com";
const call: Call = { kind: "read", method: "GET", path: "/v1.0/users", label: "read users" };

function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

type Scripted = Answer | ((request: HttpRequest) => Answer);

/** A service whose answers are given one after another, the last one for ever. */
function stage(...script: (Scripted | Pick<ServiceOptions, "cancellation">)[]) {
  const answers = script.filter((entry): entry is Scripted => !("cancellation" in entry));
  const options = script.find(
    (entry): entry is Pick<ServiceOptions, "cancellation"> => "cancellation" in entry,
  );
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
    ...options,
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

  it("fails at once when the service asks to wait for too long, and so does whatever comes next", async () => {
    const { service, clock, requests } = stage(
      answer(
        429,
        { error: { code: "0x80072322", message: "Too many requests." } },
        { "retry-after": "3600" },
      ),
    );
    const error = (await rejection(service.send(call))) as ServiceError;
    expect(error.message).to.match(
      /HTTP 429 0x80072322: Too many requests\. \(after 1 try in 0 s; the next would be in 3600 s, while 600 s are allowed for all of it\)/,
    );
    const next = (await rejection(service.send({ ...call, label: "read roles" }))) as ServiceError;
    expect(next.message)
      .to.include("could not read roles: HTTP 429")
      .and.include("after 0 tries")
      .and.include("the next would be in 3600 s");
    expect(next.mayHaveTakenEffect).to.equal(false);
    expect(requests).to.have.length(1);
    expect(clock.now()).to.equal(0);
  });

  it("pauses for all when a single one of a batch is throttled", async () => {
    const { service, clock, requests } = stage(answer(200), answer(200));
    const codec = {
      batchSize: 2,
      encode: () => call,
      decode: () => [
        answer(200),
        requests.length === 1 ? answer(429, "", { "retry-after": "30" }) : answer(200),
      ],
    };
    const batch = service.sendAll([call, call], codec);
    const other = (async () => {
      await settled();
      await service.send(call);
      return clock.now();
    })();
    const last = await clock.whenDone(batch);
    expect(last.map(({ answer: { status }, tries }) => [status, tries])).to.deep.equal([
      [200, 1],
      [200, 2],
    ]);
    expect(await clock.whenDone(other)).to.equal(30_000);
  });

  it("takes what cannot be read for no answer, and asks again", async () => {
    const { service, clock, requests } = stage(answer(200, '{"value":[{"id"'), answer(200, '{"value":[]}'));
    expect((await clock.whenDone(service.send(call))).body).to.equal('{"value":[]}');
    expect(requests).to.have.length(2);
    const page = stage(answer(200, "<html>Sign in to the network</html>"));
    const error = (await rejection(page.clock.whenDone(page.service.send(call)))) as ServiceError;
    expect(error.message)
      .to.include("an answer that is incomplete or unreadable")
      .and.include("after 6 tries");
  });

  it("sends no write after the deployment was cancelled, and reads all the same", async () => {
    const cancellation = new AbortController();
    const { service, requests } = stage({ cancellation: cancellation.signal }, answer(200));
    cancellation.abort();
    const write: Call = {
      ...call,
      kind: "setValues",
      method: "PATCH",
      label: "change a user",
      person: "anna@contoso.com",
    };
    const error = (await rejection(service.send(write))) as ServiceError;
    expect(error.message).to.match(/could not change a user: The deployment was cancelled/);
    expect(error).to.include({ mayHaveTakenEffect: false, person: "anna@contoso.com" });
    await service.send(call);
    expect(requests.map(({ method }) => method)).to.deep.equal(["GET"]);
  });

  it("names the person and the role concerned", async () => {
    const { service } = stage(answer(400));
    const concern = { person: "anna@contoso.com", role: "Salesperson" };
    const error = await rejection(service.send({ ...call, ...concern }));
    expect(error).to.include(concern);
  });

  it("shows no token that the service quotes", async () => {
    const { service } = stage((request) =>
      answer(400, { error: { code: "Bad", message: `You sent ${request.headers.authorization ?? ""}.` } }),
    );
    const error = (await rejection(service.send(call))) as ServiceError;
    expect(inspect(error, { depth: 9 }))
      .to.include("You sent Bearer …")
      .and.not.include("token-1");
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
