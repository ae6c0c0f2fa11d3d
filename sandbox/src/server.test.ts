import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { connect } from "node:tls";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startSandbox } from "./start";
import { TestClient } from "./testing/client";

interface ServiceError {
  error: { code: string; message: string };
}

describe("the sandbox's server", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  it("shows a certificate for localhost and 127.0.0.1 that its authority has signed", async () => {
    const { status, url } = client.sandbox;
    for (const servername of ["localhost", ""]) {
      const port = Number(new URL(url).port);
      const socket = connect({ host: "127.0.0.1", port, ca: readFileSync(status.caFile), servername });
      await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
      const certificate = socket.getPeerCertificate();
      expect(certificate.subjectaltname).to.equal("DNS:localhost, IP Address:127.0.0.1");
      expect(certificate.subject.CN).not.to.equal(certificate.issuer.CN);
      socket.destroy();
    }
  });

  it("can be reached as 127.0.0.1", async () => {
    const answer = await client.send(
      "GET",
      client.sandbox.url.replace("localhost", "127.0.0.1") + "/admin/status",
    );
    expect(answer.status).to.equal(200);
  });

  it("takes the next request of a quick client, however large the answer to the last one was", async () => {
    const settings = { latency: 3, dataverseRequests: 0, dataverseExecution: 0, dataverseConcurrency: 0 };
    const served = await TestClient.start({ settings });
    const { status, url } = served.sandbox;
    const script = join(__dirname, "testing", "quick-client.js");
    const args = [script, url, status.caFile, await served.token("dataverse")];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    await served.close();
    expect(JSON.parse(stdout)).to.deep.equal([]);
  }).timeout(30_000);

  it("refuses other host names and says which ones it has", async () => {
    const answer = await client.send("GET", "/admin/state", { headers: { host: "rebound.example" } });
    expect(answer.status).to.equal(421);
    expect((answer.body as ServiceError).error.message)
      .to.include("localhost:")
      .and.include("rebound.example");
  });

  it("refuses requests from pages of other origins", async () => {
    const headers = { origin: "https://elsewhere.example" };
    const answer = await client.send("POST", "/admin/reset", { headers });
    expect(answer.status).to.equal(403);
  });

  const services: [string, "graph" | "powerPlatform" | "dataverse", string, string][] = [
    ["Graph", "graph", "/graph/v1.0/users", "InvalidAuthenticationToken"],
    ["the Power Platform admin API", "powerPlatform", "/powerplatform/providers", "Unauthorized"],
    ["Dataverse", "dataverse", "/api/data/v9.2/WhoAmI", "0x80040204"],
  ];
  for (const [name, service, path, code] of services) {
    it(`answers 401 in the shape of ${name} to a request without a token for it`, async () => {
      const other = service === "graph" ? "dataverse" : "graph";
      const foreign = await client.token(other);
      for (const headers of [{}, { authorization: "Bearer none" }, { authorization: `Bearer ${foreign}` }]) {
        const answer = await client.send("GET", path, { headers });
        expect(answer.status).to.equal(401);
        expect(answer.headers["www-authenticate"]).to.match(/^Bearer /);
        expect((answer.body as ServiceError).error.code).to.equal(code);
      }
    });

    it(`answers 501 to what it does not cover of ${name}, naming method and route`, async () => {
      const route = path.slice(0, path.lastIndexOf("/"));
      const answer = await client.send("PURGE", `${route}/unheardOf`, { as: service });
      expect(answer.status).to.equal(501);
      expect((answer.body as ServiceError).error.message).to.match(/PURGE .*\/unheardOf/);
    });
  }

  it("takes a token of one loopback name on the other", async () => {
    const token = await client.token("graph");
    const target = client.sandbox.url.replace("localhost", "127.0.0.1") + "/graph/v1.0/users";
    const answer = await client.send("GET", target, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).to.equal(200);
  });

  it("refuses a body above 16 MiB", async () => {
    const body = "x".repeat(16 * 1024 * 1024 + 1);
    expect((await client.send("PUT", "/admin/state", { body })).status).to.equal(413);
  });

  it("keeps connections open between requests", async () => {
    const answer = await client.send("GET", "/admin/status");
    expect(answer.headers.connection).to.equal("keep-alive");
  });

  it("logs and counts the requests of services, and neither its own nor secrets", async () => {
    await client.token("graph");
    client.sandbox.requests.clear();
    await client.graph("GET", "/users?$top=1");
    await client.graph("POST", "/$batch", { requests: [{ id: "1", method: "GET", url: "/subscribedSkus" }] });
    await client.send("GET", "/admin/requests");
    const { counters, entries } = client.sandbox.requests;
    expect(counters).to.deep.equal({ "graph GET": 1, "graph POST": 1, "graph GET in batch": 1 });
    expect(entries.map(({ target }) => target)).to.deep.equal(["/v1.0/users?%24top=1", "/v1.0/$batch"]);
    expect(entries[1]?.parts).to.deep.equal([{ method: "GET", path: "/v1.0/subscribedSkus", status: 200 }]);
    expect(JSON.stringify(entries)).not.to.include(client.sandbox.status.clientSecret);
  });
});

describe("startSandbox", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-sandbox-test-"));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it("keeps tenant, credentials, certificates, settings and clock over a restart", async () => {
    const first = await TestClient.start({ directory });
    const before = first.sandbox.status;
    const ca = readFileSync(before.caFile, "utf8");
    const created = await first.graph("POST", "/users", {
      accountEnabled: true,
      displayName: "Joni Sherman",
      mailNickname: "joni",
      userPrincipalName: "joni@contoso.onmicrosoft.com",
      passwordProfile: { password: "Sandbox-1234" },
    });
    expect(created.status).to.equal(201);
    await first.send("PATCH", "/admin/settings", { body: { licenseDelay: 1000 } });
    await first.send("POST", "/admin/clock", { body: { advance: 60_000 } });
    await first.close();
    const second = await TestClient.start({ directory });
    try {
      expect(second.sandbox.status.clientSecret).to.equal(before.clientSecret);
      expect(readFileSync(second.sandbox.status.caFile, "utf8")).to.equal(ca);
      expect(second.sandbox.settings.licenseDelay).to.equal(1000);
      expect(second.sandbox.clock.offset).to.equal(60_000);
      expect(second.sandbox.store.userByPrincipalName("joni@contoso.onmicrosoft.com")?.displayName).to.equal(
        "Joni Sherman",
      );
    } finally {
      await second.close();
    }
  });

  it("takes its keys back from other eyes", async () => {
    await (await startSandbox({ directory })).close();
    const secrets = ["ca-key.pem", "server-key.pem", "credentials.json"].map((name) => join(directory, name));
    for (const file of secrets) chmodSync(file, 0o644);
    await (await startSandbox({ directory })).close();
    for (const file of secrets) expect(statSync(file).mode & 0o777, file).to.equal(0o600);
  });

  it("says what to do when the port is in use, and gives the directory free", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    let message = "";
    await startSandbox({ directory, port }).catch((error: unknown) => {
      message = (error as Error).message;
    });
    expect(message).to.equal(
      `Port ${port} of 127.0.0.1 is in use. Stop the program that listens there, or name another port with --port (0 takes any free one).`,
    );
    await new Promise((resolve) => other.close(resolve));
    await (await startSandbox({ directory })).close();
  });

  it("closes in the middle of requests", async () => {
    const client = await TestClient.start({ directory });
    const answers = Array.from({ length: 20 }, () => client.send("GET", "/admin/state"));
    // The first answer says that all have arrived or are about to.
    await answers[0];
    const closing = client.sandbox.close();
    const settled = await Promise.allSettled(answers);
    await closing;
    for (const answer of settled)
      if (answer.status === "fulfilled") expect(answer.value.status).to.equal(200);
    expect(settled.some((answer) => answer.status === "fulfilled")).to.equal(true);
    await client.close();
  });

  it("answers a fault of its own with 501 and reports it", async () => {
    const reported: unknown[] = [];
    const client = await TestClient.start({ report: (fault) => reported.push(fault) });
    try {
      client.sandbox.store.put("skus", "broken", { skuId: "broken" } as never);
      const answer = await client.graph("GET", "/subscribedSkus");
      expect(answer.status).to.equal(501);
      expect((answer.body as ServiceError).error.code).to.equal("SandboxBug");
      expect(reported).to.have.length(1);
    } finally {
      await client.close();
    }
  });
});
