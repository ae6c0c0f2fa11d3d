import { connect as connectPlain, type Socket } from "node:net";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { connect } from "node:tls";
import { expect } from "chai";
import { TestClient } from "../testing/client";

interface ServiceError {
  error: { code: string; message: string };
}

function portOf({ sandbox }: TestClient): number {
  return Number(new URL(sandbox.url).port);
}

const paths = [
  "/",
  "/admin/state",
  "/admin/faults",
  "/graph/v1.0/users",
  "/api/data/v9.2/WhoAmI",
  "/common/x",
];

describe("a sandbox, towards strangers,", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start();
  });

  after(async () => {
    await client.close();
  });

  const port = (): number => portOf(client);

  for (const path of paths) {
    it(`refuses another host name for ${path}, whatever a proxy is said to have forwarded`, async () => {
      for (const host of ["rebound.example", `rebound.example:${port()}`, "localhost", `[::1]:${port()}`]) {
        for (const forwarded of [
          {},
          { "x-forwarded-host": `localhost:${port()}` },
          { forwarded: `host=localhost:${port()}` },
        ]) {
          const answer = await client.send("GET", path, { headers: { host, ...forwarded } });
          expect(answer.status, host).to.equal(421);
        }
      }
    });

    it(`refuses pages of other origins for ${path}`, async () => {
      for (const origin of ["https://elsewhere.example", "null", `http://localhost:${port()}`]) {
        const answer = await client.send("GET", path, { headers: { origin } });
        expect(answer.status, origin).to.equal(403);
      }
    });
  }

  it("does not let a forwarded host into its answers", async () => {
    const { tenantId } = client.sandbox.status;
    const answer = await client.send("GET", `/${tenantId}/v2.0/.well-known/openid-configuration`, {
      headers: { "x-forwarded-host": "rebound.example", "x-forwarded-proto": "http" },
    });
    expect(answer.status).to.equal(200);
    expect(JSON.stringify(answer.body)).not.to.include("rebound.example");
  });

  it("allows no page of another origin to read its answers", async () => {
    const own = await client.send("GET", "/admin/status", { headers: { origin: client.sandbox.url } });
    expect(own.status).to.equal(200);
    expect(Object.keys(own.headers).filter((name) => name.startsWith("access-control"))).to.deep.equal([]);
  });

  it("listens on loopback only", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of others) {
      const code = await new Promise((resolve) => {
        const socket = connectPlain(port(), address, () => {
          socket.destroy();
          resolve("connected");
        });
        socket.on("error", (error: NodeJS.ErrnoException) => {
          resolve(error.code);
        });
      });
      expect(code, address).to.equal("ECONNREFUSED");
    }
  });

  it("refuses bodies above 16 MiB on every route", async () => {
    const body = "x".repeat(16 * 1024 * 1024 + 1);
    for (const path of ["/admin/faults", "/graph/v1.0/users", "/common/oauth2/v2.0/token"]) {
      const answer = await client.send("POST", path, { body });
      expect(answer.status, path).to.equal(413);
      if (path !== "/common/oauth2/v2.0/token") {
        expect((answer.body as ServiceError).error.code).to.equal("SandboxBodyTooLarge");
      }
    }
  });
});

describe("a sandbox cuts off a client that", () => {
  let client: TestClient;

  before(async () => {
    client = await TestClient.start({ patience: 200 });
  });

  after(async () => {
    await client.close();
  });

  const port = (): number => portOf(client);

  /** Resolves with what was received once the other side has closed the connection. */
  async function untilClosed(socket: Socket): Promise<string> {
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket.on("error", () => undefined);
    return new Promise((resolve) =>
      socket.once("close", () => {
        resolve(text);
      }),
    );
  }

  const open = (): Socket =>
    connect({
      host: "127.0.0.1",
      port: port(),
      ca: readFileSync(client.sandbox.status.caFile),
      servername: "localhost",
    });

  it("never greets", async () => {
    expect(await untilClosed(connectPlain(port(), "127.0.0.1"))).not.to.include("HTTP/1.1 200");
  });

  it("never ends its headers", async () => {
    const socket = open();
    socket.write(`GET /admin/status HTTP/1.1\r\nHost: localhost:${port()}\r\nX-Slow: `);
    expect(await untilClosed(socket)).to.match(/^HTTP\/1\.1 408 /);
  });

  it("never ends its body", async () => {
    const socket = open();
    socket.write(
      `PATCH /admin/settings HTTP/1.1\r\nHost: localhost:${port()}\r\nContent-Length: 100\r\n\r\n{"latency":`,
    );
    expect(await untilClosed(socket)).not.to.include("HTTP/1.1 200");
    expect(client.sandbox.settings.latency).to.equal(0);
  });
});
