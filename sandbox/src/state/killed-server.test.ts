import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import type { SandboxStatus } from "../status";
import type { TenantRows } from "./tables";

/** The sandbox as a process of its own, and a client of it. */
class Server {
  readonly #agent: Agent;
  readonly #tokens: { graph: string; dataverse: string } = { graph: "", dataverse: "" };

  private constructor(
    readonly child: ChildProcess,
    readonly status: SandboxStatus,
  ) {
    this.#agent = new Agent({ ca: readFileSync(status.caFile), keepAlive: true });
  }

  static async start(directory: string): Promise<Server> {
    const main = join(__dirname, "..", "main.js");
    const child = spawn(process.execPath, [main, "--port", "0", "--state", directory, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const server = new Server(child, JSON.parse(line) as SandboxStatus);
    const { tenantId, clientId, clientSecret } = server.status;
    for (const service of ["graph", "dataverse"] as const) {
      const form = new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "client_credentials",
        scope: `${server.status[service]}/.default`,
      });
      const answer = await server.send("POST", `/${tenantId}/oauth2/v2.0/token`, form.toString());
      server.#tokens[service] = (JSON.parse(answer.text) as { access_token: string }).access_token;
    }
    return server;
  }

  async kill(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
    this.#agent.destroy();
  }

  /** Rejects when the connection is torn before the whole answer is there. */
  async send(
    method: string,
    path: string,
    body = "",
    contentType = "application/json",
  ): Promise<{ status: number; text: string }> {
    const token = path.startsWith("/graph") ? this.#tokens.graph : this.#tokens.dataverse;
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": contentType,
        "content-length": Buffer.byteLength(body),
      };
      const url = new URL(path, this.status.dataverse);
      const message = request(url, { method, headers, agent: this.#agent }, (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("error", reject);
        answer.on("end", () => {
          resolve({ status: answer.statusCode ?? 0, text });
        });
      });
      message.on("error", reject);
      message.end(body);
    });
  }

  async state(): Promise<TenantRows> {
    return JSON.parse((await this.send("GET", "/admin/state")).text) as TenantRows;
  }
}

/** What one writer has sent and what of it was acknowledged, over all rounds. */
interface Progress {
  sent: number;
  acknowledged: number;
}

const domain = "contoso.onmicrosoft.com";

describe("a sandbox that is killed while it is written to", function () {
  this.timeout(60_000);
  const directory = mkdtempSync(join(tmpdir(), "bc-sales-killed-"));
  let server: Server;

  before(async () => {
    server = await Server.start(directory);
  });

  after(async () => {
    await server.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Sends one write after another until the server is gone. */
  async function keepWriting(progress: Progress, write: (count: number) => Promise<number>): Promise<void> {
    for (;;) {
      progress.sent += 1;
      try {
        const status = await write(progress.sent);
        expect(status).to.be.within(200, 299);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code !== "ERR_ASSERTION") return;
        throw error;
      }
      progress.acknowledged = progress.sent;
    }
  }

  const createUser = async (writer: number, count: number): Promise<number> => {
    const mailNickname = `writer${writer}.user${count}`;
    const user = {
      accountEnabled: true,
      displayName: mailNickname,
      mailNickname,
      userPrincipalName: `${mailNickname}@${domain}`,
      passwordProfile: { password: "Sandbox-1234" },
    };
    return (await server.send("POST", "/graph/v1.0/users", JSON.stringify(user))).status;
  };

  /** Gives two people the same first name, or neither. */
  const renameBoth = async (ids: readonly string[], count: number): Promise<number> => {
    const parts = ids.map((id, index) =>
      [
        "--c",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        `Content-ID: ${index + 1}`,
        "",
        `PATCH /api/data/v9.2/systemusers(${id}) HTTP/1.1`,
        "Content-Type: application/json",
        "",
        JSON.stringify({ firstname: `Name ${count}` }),
        "",
      ].join("\r\n"),
    );
    const body = `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join("")}--c--\r\n--b--\r\n`;
    const answer = await server.send("POST", "/api/data/v9.2/$batch", body, "multipart/mixed; boundary=b");
    return answer.status;
  };

  it("has every write that was acknowledged, and none of a change set without the others", async () => {
    const seeded = await server.state();
    const people = ["adele.vance", "alex.wilber"].map(
      (name) =>
        seeded.systemusers.find(({ domainname }) => domainname === `${name}@${domain}`)?.systemuserid ?? "",
    );
    const creators: Progress[] = [0, 1, 2].map(() => ({ sent: 0, acknowledged: 0 }));
    const created = new Set<string>();
    const renames: Progress = { sent: 0, acknowledged: 0 };
    for (let round = 1; round <= 4; round++) {
      const before = renames.acknowledged;
      const writers = [
        ...creators.map(async (progress, writer) =>
          keepWriting(progress, async (count) => {
            const status = await createUser(writer, count);
            created.add(`writer${writer}.user${count}@${domain}`);
            return status;
          }),
        ),
        keepWriting(renames, async (count) => renameBoth(people, count)),
      ];
      // At any moment, once all are at it: the write that is under way then is another one each time.
      while (renames.acknowledged === before) await delay(1);
      await delay(Math.random() * 150);
      await server.kill();
      await Promise.all(writers);
      server = await Server.start(directory);
      const state = await server.state();
      const names = new Set(state.users.map(({ userPrincipalName }) => userPrincipalName));
      expect([...created].filter((name) => !names.has(name))).to.deep.equal([]);
      const [one, other] = people.map(
        (id) => state.systemusers.find(({ systemuserid }) => systemuserid === id)?.firstname,
      );
      expect(one).to.equal(other);
      expect(Number(one?.replace("Name ", ""))).to.be.within(renames.acknowledged, renames.sent);
    }
    expect(created.size).to.be.greaterThan(10);
  });
});
