import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { defaultSeed } from "./seed/seed";
import type { TenantRows } from "./state/tables";
import type { SandboxStatus } from "./status";

const main = join(__dirname, "main.js");

describe("bc-sales-sandbox", () => {
  let directory: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "bc-sales-main-"));
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
  });

  function run(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    return child;
  }

  async function firstLine(child: ChildProcess): Promise<string> {
    for await (const line of createInterface({ input: child.stdout! })) return line;
    return "";
  }

  /** What it writes to standard error when it ends by itself with this exit code. */
  async function failure(exitCode: number, ...args: string[]): Promise<string> {
    const child = run(...args);
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await once(child, "close");
    expect(child.exitCode).to.equal(exitCode);
    return text;
  }

  function file(name: string, content: unknown): string {
    const path = join(directory, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  // SIGINT is what Ctrl-C sends.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`prints its status as one line of JSON, and ends cleanly on ${signal}`, async () => {
      const child = run("--port", "0", "--state", directory, "--json");
      const status = JSON.parse(await firstLine(child)) as SandboxStatus;
      expect(status.dataverse).to.match(/^https:\/\/localhost:\d+$/);
      expect(status).to.include({ directory, pid: child.pid, caFile: join(directory, "ca.pem") });
      child.kill(signal);
      await once(child, "close");
      expect(child.exitCode).to.equal(0);
      expect(existsSync(join(directory, "lock"))).to.equal(false);
    });
  }

  it("keeps its directory and every file in it to their owner", async () => {
    const state = join(directory, "deep", "state");
    const child = run("--port", "0", "--state", state, "--json");
    await firstLine(child);
    expect(statSync(state).mode & 0o777).to.equal(0o700);
    const files = readdirSync(state);
    expect(files).to.include.members(["ca-key.pem", "server-key.pem", "credentials.json", "snapshot.jsonl"]);
    for (const name of files) expect(statSync(join(state, name)).mode & 0o777, name).to.equal(0o600);
  });

  it("begins with the people and the faults that it is asked for", async () => {
    const faults = file("faults.json", {
      rules: [{ id: "slow", effect: { kind: "latency", milliseconds: 1 } }],
    });
    const child = run("--port", "0", "--people", "3", "--faults", faults, "--json");
    const status = JSON.parse(await firstLine(child)) as SandboxStatus;
    const agent = new Agent({ ca: readFileSync(status.caFile) });
    const read = async (path: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const request = get(`${status.admin}${path}`, { agent }, (answer) => {
          let text = "";
          answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
          answer.on("end", () => {
            resolve(text);
          });
        });
        request.on("error", reject);
      });
    const { users } = JSON.parse(await read("/state")) as TenantRows;
    expect(users).to.have.length(defaultSeed().users.length + 3);
    expect(await read("/faults")).to.include('"id":"slow"');
    agent.destroy();
  });

  it("prints how it is used", async () => {
    const child = run("--help");
    expect(await firstLine(child)).to.match(/^Usage: bc-sales-sandbox /);
    await once(child, "close");
    expect(child.exitCode).to.equal(0);
  });

  it("shows people the addresses and not the secret", async () => {
    const json = run("--port", "0", "--state", directory, "--json");
    const { clientSecret } = JSON.parse(await firstLine(json)) as SandboxStatus;
    json.kill("SIGTERM");
    await once(json, "close");
    const child = run("--port", "0", "--state", directory);
    let text = "";
    for await (const line of createInterface({ input: child.stdout! })) {
      text += `${line}\n`;
      if (line.includes("state  ")) break;
    }
    expect(text)
      .to.match(/organization URL +https:\/\/localhost:\d+/)
      .and.include("credentials.json");
    expect(text).not.to.include(clientSecret);
  });

  it("refuses a second sandbox on the same directory", async () => {
    const child = run("--port", "0", "--state", directory, "--json");
    await firstLine(child);
    const message = await failure(1, "--port", "0", "--state", directory);
    expect(message)
      .to.include(`in use by the sandbox with process id ${child.pid ?? ""}`)
      .and.include("--state");
  });

  it("refuses a command line that it does not understand, with what is wrong and how it is used", async () => {
    const seed = file("seed.json", { people: [] });
    const faults = file("faults.json", { rules: [{ effect: { kind: "flood" } }] });
    const mistakes: [string[], RegExp][] = [
      [["--prot", "1"], /^bc-sales-sandbox: Unknown option '--prot'/],
      [["start"], /^bc-sales-sandbox: Unexpected argument 'start'/],
      [["--port"], /^bc-sales-sandbox: .*'--port/],
      [["--port", "all"], /^bc-sales-sandbox: --port takes a number from 0 to 65535, not "all"\.\n/],
      [["--people", "-1"], /^bc-sales-sandbox: .*'--people/],
      [["--people", "many"], /^bc-sales-sandbox: --people takes a number from 0 to 1000000, not "many"\.\n/],
      [["--seed-file", seed], /^bc-sales-sandbox: --seed-file .*seed\.json: There is no table "people"\./],
      [["--seed-file", join(directory, "none")], /^bc-sales-sandbox: --seed-file .*ENOENT/],
      [
        ["--faults", faults],
        /^bc-sales-sandbox: --faults .*faults\.json: Rule 1: "effect\.kind" must be one of/,
      ],
    ];
    for (const [args, expected] of mistakes) {
      const text = await failure(2, ...args);
      expect(text)
        .to.match(expected)
        .and.match(/^Usage: bc-sales-sandbox /m);
    }
  });
});
