import { expect } from "chai";
import { defaultSettings } from "../settings";
import { TestClient, type TestAnswer } from "../testing/client";

interface ServiceError {
  error: { code: string; message: string };
}

describe("service protection", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  beforeEach(async () => {
    await client.reset();
  });

  after(async () => {
    await client.close();
  });

  const whoAmI = async (): Promise<TestAnswer> =>
    client.send("GET", "/api/data/v9.2/WhoAmI", { as: "dataverse" });

  async function batch(parts: number): Promise<TestAnswer> {
    const part =
      "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET /api/data/v9.2/WhoAmI HTTP/1.1\r\n\r\n\r\n";
    return client.send("POST", "/api/data/v9.2/$batch", {
      as: "dataverse",
      headers: { "content-type": "multipart/mixed; boundary=b" },
      body: `${part.repeat(parts)}--b--\r\n`,
    });
  }

  function set(settings: Partial<typeof defaultSettings>): void {
    Object.assign(client.sandbox.settings, settings);
  }

  it("has the documented limits by default", () => {
    expect(defaultSettings).to.include({
      dataverseRequests: 6000,
      dataverseExecution: 1_200_000,
      dataverseConcurrency: 52,
      graphUnitsSmall: 3500,
      graphUnitsMedium: 5000,
      graphUnitsLarge: 8000,
      graphWrites: 3000,
    });
  });

  it("tells with every answer of Dataverse what is left", async () => {
    set({ dataverseRequestCost: 50, dataversePartCost: 20, dopHint: 4 });
    const first = await whoAmI();
    expect(first.headers).to.include({
      "x-ms-dop-hint": "4",
      "x-ms-ratelimit-burst-remaining-xrm-requests": "5999",
      "x-ms-ratelimit-time-remaining-xrm-requests": "1,199.95",
    });
    // A batch is one request, and each of its parts executes: 1 200 000 - 50 - 50 - 10 · 20.
    expect((await batch(10)).headers).to.include({
      "x-ms-ratelimit-burst-remaining-xrm-requests": "5998",
      "x-ms-ratelimit-time-remaining-xrm-requests": "1,199.70",
    });
  });

  it("refuses more requests than Dataverse takes in five minutes", async () => {
    set({ dataverseRequests: 2 });
    expect([(await whoAmI()).status, (await whoAmI()).status]).to.deep.equal([200, 200]);
    const refused = await whoAmI();
    expect(refused.status).to.equal(429);
    expect((refused.body as ServiceError).error).to.deep.equal({
      code: "0x80072322",
      message: "Number of requests exceeded the limit of 2 over time window of 300 seconds.",
    });
    const wait = Number(refused.headers["retry-after"]);
    expect(wait).to.be.within(299, 302);
    expect(refused.headers["x-ms-ratelimit-burst-remaining-xrm-requests"]).to.equal("0");
    client.sandbox.clock.advance(wait * 1000);
    expect((await whoAmI()).status).to.equal(200);
  });

  it("makes a client that pushes on wait longer", async () => {
    set({ dataverseRequests: 2 });
    await whoAmI();
    await whoAmI();
    const first = Number((await whoAmI()).headers["retry-after"]);
    client.sandbox.clock.advance(100_000);
    await whoAmI();
    await whoAmI();
    const pushed = Number((await whoAmI()).headers["retry-after"]);
    // Without pushing, 100 s less than at first would be left.
    expect(pushed).to.be.greaterThan(first - 100);
    client.sandbox.clock.advance(pushed * 1000);
    expect((await whoAmI()).status).to.equal(200);
  });

  it("refuses what comes after more execution than Dataverse takes", async () => {
    set({ dataverseExecution: 1_200, dataversePartCost: 100 });
    expect((await batch(20)).status).to.equal(200);
    const refused = await whoAmI();
    expect(refused.status).to.equal(429);
    expect((refused.body as ServiceError).error).to.deep.equal({
      code: "0x80072321",
      message:
        "Combined execution time of incoming requests exceeded limit of 1,200 milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.",
    });
    client.sandbox.clock.advance(Number(refused.headers["retry-after"]) * 1000);
    expect((await whoAmI()).status).to.equal(200);
  });

  it("refuses more requests at the same time than Dataverse takes", async () => {
    const busy = await TestClient.start({ settings: { dataverseConcurrency: 3 } });
    const ask = async (): Promise<TestAnswer> =>
      busy.send("GET", "/api/data/v9.2/WhoAmI", { as: "dataverse" });
    await busy.token("dataverse");
    // Three are held up until the sandbox is closed.
    busy.sandbox.faults.add({ times: 3, effect: { kind: "latency", milliseconds: 600_000 } });
    const held = Promise.allSettled([ask(), ask(), ask()]);
    while (busy.sandbox.faults.active()[0]?.hits !== 3) await new Promise((resolve) => setImmediate(resolve));
    const refused = await ask();
    expect(refused.status).to.equal(429);
    expect((refused.body as ServiceError).error).to.deep.equal({
      code: "0x80072326",
      message: "Number of concurrent requests exceeded the limit of 3.",
    });
    expect(refused.headers).to.have.property("retry-after");
    await busy.close();
    await held;
  });

  it("lets a torn request go out of the count", async () => {
    set({ dataverseConcurrency: 1 });
    for (const kind of ["reset", "lose-answer"] as const) {
      client.sandbox.faults.add({ id: kind, service: "dataverse", times: 1, effect: { kind } });
      await whoAmI().catch(() => undefined);
    }
    expect((await whoAmI()).status).to.equal(200);
  });

  it("has no limit where a setting is 0", async () => {
    set({ dataverseRequests: 0, dataverseExecution: 0, dataverseConcurrency: 0, dopHint: 0 });
    const answer = await batch(3);
    expect(answer.status).to.equal(200);
    expect(Object.keys(answer.headers).filter((name) => /ratelimit|dop-hint/.test(name))).to.deep.equal([]);
  });

  it("tells with every answer of Graph what it has cost, and when nearly everything is used", async () => {
    set({ graphWrites: 10 });
    const first = await client.graph("GET", "/subscribedSkus");
    expect(first.headers["x-ms-resource-unit"]).to.equal("3");
    expect(first.headers).not.to.have.property("x-ms-throttle-limit-percentage");
    let last = first;
    for (let count = 1; count <= 9; count++) {
      last = await client.graph("PATCH", "/users/adele.vance@contoso.onmicrosoft.com", {
        jobTitle: "Director",
      });
    }
    // 9 of 10 writes, of which a little has flowed in again: one in 15 s.
    expect(Number(last.headers["x-ms-throttle-limit-percentage"])).to.be.within(0.8, 0.9);
  });

  it("refuses Graph requests beyond the units of ten seconds", async () => {
    // Nothing to speak of flows in again while this test runs.
    set({ graphUnitsSmall: 3 });
    expect((await client.graph("GET", "/subscribedSkus")).status).to.equal(200);
    const refused = await client.graph("GET", "/subscribedSkus");
    expect(refused.status).to.equal(429);
    expect((refused.body as ServiceError).error.code).to.equal("TooManyRequests");
    const { clientId, tenantId } = client.sandbox.status;
    expect(refused.headers).to.include({
      "x-ms-throttle-scope": `Tenant_Application/ReadWrite/${clientId}/${tenantId}`,
      "x-ms-throttle-information": "ResourceUnitLimitExceeded",
    });
    const wait = Number(refused.headers["retry-after"]);
    expect(wait).to.be.within(1, 10);
    client.sandbox.clock.advance(wait * 1000);
    expect((await client.graph("GET", "/subscribedSkus")).status).to.equal(200);
  });

  it("goes by the size of the tenant", async () => {
    set({ graphUnitsSmall: 1, graphUnitsMedium: 2, graphUnitsLarge: 3 });
    const { store } = client.sandbox;
    const [anybody] = store.all("users");
    const fill = (count: number): void => {
      for (let number = store.count("users"); number < count; number++) {
        store.put("users", `user-${number}`, { ...anybody!, id: `user-${number}` });
      }
      store.commit();
    };
    const cost = async (): Promise<number[]> =>
      Promise.all(
        ["/subscribedSkus?$select=skuId", "/subscribedSkus"].map(
          async (path) => (await client.graph("GET", path)).status,
        ),
      );
    expect(await cost()).to.deep.equal([429, 429]);
    fill(50);
    client.sandbox.clock.advance(10_000);
    expect(await cost()).to.deep.equal([200, 429]);
    fill(501);
    client.sandbox.clock.advance(10_000);
    expect((await client.graph("GET", "/subscribedSkus")).status).to.equal(200);
  });

  it("counts writes to Graph apart, inside of batches one by one", async () => {
    set({ graphWrites: 2 });
    const adele = "/users/adele.vance@contoso.onmicrosoft.com";
    const requests = ["1", "2", "3"].map((id) => ({
      id,
      method: "PATCH",
      url: adele,
      headers: { "Content-Type": "application/json" },
      body: { jobTitle: `Job ${id}` },
    }));
    const answer = await client.graph("POST", "/$batch", { requests });
    expect(answer.status).to.equal(200);
    const { responses } = answer.body as {
      responses: { status: number; headers: Record<string, string> }[];
    };
    expect(responses.map(({ status }) => status)).to.deep.equal([204, 204, 429]);
    expect(responses[0]?.headers["x-ms-resource-unit"]).to.equal("1");
    expect(responses[2]?.headers["x-ms-throttle-information"]).to.equal("WriteLimitExceeded");
    expect(Number(responses[2]?.headers["Retry-After"])).to.be.within(1, 75);
    expect((await client.graph("GET", `${adele}?$select=jobTitle`)).body).to.have.property(
      "jobTitle",
      "Job 2",
    );
  });

  it("begins anew with a reset", async () => {
    set({ dataverseRequests: 1 });
    await whoAmI();
    expect((await whoAmI()).status).to.equal(429);
    await client.reset();
    expect((await whoAmI()).headers["x-ms-ratelimit-burst-remaining-xrm-requests"]).to.equal("5999");
  });
});
