import { expect } from "chai";
import { TestClient, type TestAnswer } from "../testing/client";
import { dataverse, seededSystemUserId } from "../testing/dataverse";
import type { FaultRule } from "./rule";

interface ServiceError {
  error: { code: string; message: string; innerError?: Record<string, unknown> };
}

const joni = {
  accountEnabled: true,
  displayName: "Joni Sherman",
  mailNickname: "joni",
  userPrincipalName: "joni@contoso.onmicrosoft.com",
  passwordProfile: { password: "Sandbox-1234" },
};

describe("a sandbox with faults", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
    // Tokens are asked for before any fault is on.
    for (const service of ["graph", "dataverse", "powerPlatform"] as const) await client.token(service);
    client.sandbox.requests.clear();
  });

  after(async () => {
    await client.close();
  });

  function add(rule: FaultRule): void {
    client.sandbox.faults.add(rule);
  }

  function isCreated(): boolean {
    return client.sandbox.store.userByPrincipalName(joni.userPrincipalName) !== undefined;
  }

  async function failure(answer: Promise<unknown>): Promise<string> {
    return answer.then(
      () => "answered",
      (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error),
    );
  }

  const whoAmI = async (): Promise<TestAnswer> =>
    client.send("GET", "/api/data/v9.2/WhoAmI", { as: "dataverse" });

  it("tears the connection before a request is applied", async () => {
    add({ method: "POST", effect: { kind: "reset" } });
    expect(await failure(client.graph("POST", "/users", joni))).to.equal("ECONNRESET");
    expect(isCreated()).to.equal(false);
    const [entry] = client.sandbox.requests.entries;
    expect(entry).to.include({ method: "POST", status: 0, fault: "reset (fault-1)" });
  });

  it("applies a request and loses its answer", async () => {
    add({ method: "POST", times: 1, effect: { kind: "lose-answer" } });
    expect(await failure(client.graph("POST", "/users", joni))).to.equal("ECONNRESET");
    expect(isCreated()).to.equal(true);
    const [entry] = client.sandbox.requests.entries;
    expect(entry).to.include({ status: 201, fault: "lose-answer (fault-1)" });
    expect((await client.graph("POST", "/users", joni)).status).to.equal(400);
  });

  it("applies a request and cuts its answer off", async () => {
    add({ method: "POST", effect: { kind: "truncate" } });
    expect(await failure(client.graph("POST", "/users", joni))).to.equal("ECONNRESET");
    expect(isCreated()).to.equal(true);
  });

  it("tears the connection when there is no body to cut", async () => {
    await client.graph("POST", "/users", joni);
    add({ method: "DELETE", effect: { kind: "truncate" } });
    expect(await failure(client.graph("DELETE", `/users/${joni.userPrincipalName}`))).to.equal("ECONNRESET");
    expect(isCreated()).to.equal(false);
  });

  it("sends a slow body whole", async () => {
    const quick = await client.graph("GET", "/subscribedSkus");
    add({ effect: { kind: "slow-body", milliseconds: 20 } });
    expect((await client.graph("GET", "/subscribedSkus")).body).to.deep.equal(quick.body);
  });

  it("holds up what a latency hits, and nobody else", async () => {
    add({ method: "POST", effect: { kind: "latency", milliseconds: 60_000 } });
    void failure(client.graph("POST", "/users", joni));
    expect((await client.graph("GET", "/users?$top=1")).status).to.equal(200);
    expect(isCreated()).to.equal(false);
  });

  it("throttles in the words of each service", async () => {
    add({ effect: { kind: "throttle", retryAfter: 3 } });
    const graph = await client.graph("GET", "/users");
    expect(graph.status).to.equal(429);
    expect(graph.headers["retry-after"]).to.equal("3");
    // learn.microsoft.com, Microsoft Graph throttling guidance: the example.
    const { error } = graph.body as ServiceError;
    expect(error).to.include({ code: "TooManyRequests", message: "Please retry again later." });
    expect(error.innerError).to.include({ code: "429", message: "Please retry after", status: "429" });
    const dataverse = await whoAmI();
    expect(dataverse.status).to.equal(429);
    expect((dataverse.body as ServiceError).error).to.deep.equal({
      code: "0x80072322",
      message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
    });
    const admin = await client.send("GET", "/powerplatform/providers/x", { as: "powerPlatform" });
    expect(admin.status).to.equal(429);
    const entra = await client.send("POST", "/contoso/oauth2/v2.0/token", { body: "" });
    expect(entra.status).to.equal(429);
    expect(entra.body).to.include({ error: "temporarily_unavailable" });
  });

  it("hits requests also that would have been refused", async () => {
    const unknown = async (): Promise<TestAnswer> => client.send("GET", "/graph/v1.0/users");
    add({ times: 1, effect: { kind: "status", status: 503 } });
    expect((await unknown()).status).to.equal(503);
    expect((await unknown()).status).to.equal(401);
    add({ effect: { kind: "reset" } });
    expect(await failure(unknown())).to.equal("ECONNRESET");
  });

  it("writes Retry-After as seconds, as a date, or not at all", async () => {
    add({ times: 1, effect: { kind: "throttle", retryAfter: 90, as: "date" } });
    add({ times: 1, effect: { kind: "throttle", as: "none" } });
    const before = Math.floor(Date.now() / 1000) * 1000;
    const dated = (await whoAmI()).headers["retry-after"] ?? "";
    expect(dated).to.match(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(Date.parse(dated)).to.be.within(before + 90_000, Date.now() + 90_000);
    expect((await whoAmI()).headers).not.to.have.property("retry-after");
    expect((await whoAmI()).status).to.equal(200);
  });

  for (const status of [500, 502, 503, 504] as const) {
    it(`answers ${status} with an error of the service`, async () => {
      add({ effect: { kind: "status", status, retryAfter: 2 } });
      const answer = await whoAmI();
      expect(answer.status).to.equal(status);
      expect(answer.headers["retry-after"]).to.equal("2");
      expect((answer.body as ServiceError).error.code).to.equal("0x80040216");
      expect((await client.graph("POST", "/users", joni)).status).to.equal(status);
      expect(isCreated()).to.equal(false);
    });
  }

  it("refuses a good token, once", async () => {
    add({ times: 1, effect: { kind: "reject-token" } });
    const refused = await client.graph("GET", "/users");
    expect(refused.status).to.equal(401);
    expect((refused.body as ServiceError).error.code).to.equal("InvalidAuthenticationToken");
    expect(refused.headers["www-authenticate"]).not.to.include("claims");
    expect((await client.graph("GET", "/users")).status).to.equal(200);
  });

  it("refuses a token with a claims challenge", async () => {
    add({ effect: { kind: "reject-token", claims: true } });
    for (const answer of [await client.graph("GET", "/users"), await whoAmI()]) {
      expect(answer.status).to.equal(401);
      const challenge = String(answer.headers["www-authenticate"]);
      expect(challenge).to.include('error="insufficient_claims"');
      const [, claims = ""] = /claims="([^"]+)"/.exec(challenge) ?? [];
      const { access_token } = JSON.parse(Buffer.from(claims, "base64").toString()) as {
        access_token: { nbf: { essential: boolean; value: string } };
      };
      expect(access_token.nbf.essential).to.equal(true);
      expect(access_token.nbf.value).to.match(/^\d+$/);
    }
  });

  it("shows reads the tenant as it was, by every way of asking", async () => {
    const { clock } = client.sandbox;
    clock.advance(1000);
    await client.graph("POST", "/users", joni);
    await client.graph("PATCH", "/users/adele.vance@contoso.onmicrosoft.com", { jobTitle: "Director" });
    const created = client.sandbox.store.userByPrincipalName(joni.userPrincipalName);
    clock.advance(30_000);
    add({ effect: { kind: "stale-read", milliseconds: 30_500 } });
    expect((await client.graph("GET", `/users/${created?.id ?? ""}`)).status).to.equal(404);
    expect((await client.graph("GET", `/users/${joni.userPrincipalName}`)).status).to.equal(404);
    expect(JSON.stringify((await client.graph("GET", "/users")).body)).not.to.include("Joni");
    const adele = await client.graph("GET", "/users/adele.vance@contoso.onmicrosoft.com?$select=jobTitle");
    expect(adele.body).to.have.property("jobTitle", "Retail Manager");
    // A write sees the truth.
    expect((await client.graph("POST", "/users", joni)).status).to.equal(400);
    clock.advance(1000);
    expect((await client.graph("GET", `/users/${joni.userPrincipalName}`)).status).to.equal(200);
  });

  it("shows reads who has been deleted since", async () => {
    const adele = "/users/adele.vance@contoso.onmicrosoft.com";
    client.sandbox.clock.advance(1000);
    await client.graph("DELETE", adele);
    client.sandbox.clock.advance(1000);
    add({ effect: { kind: "stale-read", milliseconds: 1500 } });
    expect((await client.graph("GET", adele)).status).to.equal(200);
    client.sandbox.faults.clear();
    expect((await client.graph("GET", adele)).status).to.equal(404);
  });

  it("shows the truth to whoever asks Dataverse for nothing old", async () => {
    const user = `systemusers(${seededSystemUserId("adele.vance")})`;
    const modeSeen = async (headers?: Record<string, string>): Promise<unknown> => {
      const { body } = await dataverse(client, "GET", `${user}?$select=accessmode`, undefined, headers);
      return (body as { accessmode: number }).accessmode;
    };
    client.sandbox.clock.advance(1000);
    await dataverse(client, "PATCH", user, { accessmode: 4 });
    client.sandbox.clock.advance(1000);
    add({ effect: { kind: "stale-read", milliseconds: 1500 } });
    expect(await modeSeen()).to.equal(0);
    expect(await modeSeen({ Consistency: "Strong" })).to.equal(4);
  });

  it("hits parts of a Graph batch one by one", async () => {
    add({ parts: true, from: 2, times: 1, effect: { kind: "throttle", retryAfter: 7 } });
    add({ parts: true, from: 3, times: 1, effect: { kind: "latency", milliseconds: 5 } });
    const requests = ["1", "2", "3"].map((id) => ({ id, method: "GET", url: "/subscribedSkus" }));
    const answer = await client.graph("POST", "/$batch", { requests });
    expect(answer.status).to.equal(200);
    const { responses } = answer.body as {
      responses: { status: number; headers: Record<string, string>; body: unknown }[];
    };
    expect(responses.map(({ status }) => status)).to.deep.equal([200, 429, 200]);
    expect(responses[1]?.headers["Retry-After"]).to.equal("7");
    expect((responses[1]?.body as ServiceError).error.code).to.equal("TooManyRequests");
    const [entry] = client.sandbox.requests.entries;
    expect(entry).not.to.have.property("fault");
    expect(entry?.parts.map(({ fault }) => fault)).to.deep.equal([
      undefined,
      "throttle (fault-1)",
      "latency (fault-2)",
    ]);
  });

  it("fails a part of a Dataverse batch, and undoes its change set", async () => {
    const user = client.sandbox.store.userByPrincipalName("adele.vance@contoso.onmicrosoft.com");
    const row = client.sandbox.store.systemUserByObjectId(user?.id ?? "");
    const address = `/api/data/v9.2/systemusers(${row?.systemuserid ?? ""})`;
    add({ parts: true, from: 2, effect: { kind: "status", status: 503 } });
    const part = (id: number): string =>
      [
        "--c",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        `Content-ID: ${id}`,
        "",
        `PATCH ${address} HTTP/1.1`,
        "Content-Type: application/json",
        "",
        `{"firstname":"Changed ${id}"}`,
        "",
      ].join("\r\n");
    const body = `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${part(1)}${part(2)}--c--\r\n--b--\r\n`;
    const headers = { "content-type": "multipart/mixed; boundary=b" };
    const answer = await client.send("POST", "/api/data/v9.2/$batch", { as: "dataverse", headers, body });
    expect(answer.status).to.equal(400);
    expect(answer.body).to.include("HTTP/1.1 503 ").and.to.include("0x80040216");
    expect(client.sandbox.store.get("systemusers", row?.systemuserid ?? "")?.firstname).to.equal("Adele");
  });

  it("is told of faults over admin routes", async () => {
    const rule = { service: "graph", times: 1, effect: { kind: "status", status: 503 } };
    const added = await client.send("POST", "/admin/faults", { body: rule });
    expect(added.status).to.equal(201);
    expect(added.body).to.deep.equal({ ids: ["fault-1"] });
    const plan = { seed: 9, rules: [{ id: "mine", effect: { kind: "latency", milliseconds: 0 } }] };
    expect((await client.send("POST", "/admin/faults", { body: plan })).body).to.deep.equal({
      ids: ["mine"],
    });
    expect((await client.graph("GET", "/users")).status).to.equal(503);
    expect((await client.send("GET", "/admin/faults")).body).to.deep.equal({
      seed: 9,
      faults: [
        { rule: { id: "fault-1", ...rule }, matched: 1, hits: 1 },
        { rule: plan.rules[0], matched: 1, hits: 1 },
      ],
    });
    expect((await client.send("DELETE", "/admin/faults/mine")).status).to.equal(204);
    expect((await client.send("DELETE", "/admin/faults/mine")).status).to.equal(404);
    expect((await client.send("DELETE", "/admin/faults")).status).to.equal(204);
    expect((await client.send("GET", "/admin/faults")).body).to.deep.equal({ seed: 1, faults: [] });
  });

  it("refuses a rule that it does not understand, naming the field", async () => {
    const body = { rules: [{ effect: { kind: "reset" }, parts: true }] };
    const answer = await client.send("POST", "/admin/faults", { body });
    expect(answer.status).to.equal(400);
    expect((answer.body as ServiceError).error.message).to.match(/^Rule 1: "parts" cannot be true/);
    expect(client.sandbox.faults.active()).to.deep.equal([]);
  });

  it("is free of them after a reset, but for those it was started with", async () => {
    add({ effect: { kind: "reset" } });
    await client.reset();
    expect(client.sandbox.faults.active()).to.deep.equal([]);
    const faulty = await TestClient.start({
      faults: { rules: [{ id: "always", effect: { kind: "reset" } }] },
    });
    faulty.sandbox.faults.clear();
    await faulty.reset();
    expect(faulty.sandbox.faults.active().map(({ rule }) => rule.id)).to.deep.equal(["always"]);
    await faulty.close();
  });

  it("applies nothing that was held up when it is closed", async () => {
    const closed = await TestClient.start();
    await closed.token("graph");
    closed.sandbox.faults.add({ method: "POST", effect: { kind: "latency", milliseconds: 60_000 } });
    const answer = failure(closed.graph("POST", "/users", joni));
    while (closed.sandbox.faults.active()[0]?.hits === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await closed.close();
    expect(await answer).to.equal("ECONNRESET");
    expect(closed.sandbox.store.userByPrincipalName(joni.userPrincipalName)).to.equal(undefined);
  });
});
