import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
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

  async function failure(...args: string[]): Promise<string> {
    const child = run(...args);
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await once(child, "close");
    expect(child.exitCode).to.equal(1);
    return text;
  }

  it("prints its status as one line of JSON, and ends cleanly when it is told to", async () => {
    const child = run("--port", "0", "--state", directory, "--json");
    const status = JSON.parse(await firstLine(child)) as SandboxStatus;
    expect(status.dataverse).to.match(/^https:\/\/localhost:\d+$/);
    expect(status).to.include({ directory, pid: child.pid, caFile: join(directory, "ca.pem") });
    child.kill("SIGTERM");
    await once(child, "close");
    expect(child.exitCode).to.equal(0);
    expect(existsSync(join(directory, "lock"))).to.equal(false);
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
    const message = await failure("--port", "0", "--state", directory);
    expect(message)
      .to.include(`in use by the sandbox with process id ${child.pid ?? ""}`)
      .and.include("--state");
  });

  it("refuses wrong arguments with one clear line", async () => {
    expect(await failure("--port", "all")).to.equal(
      'bc-sales-sandbox: --port takes a number from 0 to 65535, not "all".\n',
    );
    const file = join(directory, "seed.json");
    writeFileSync(file, '{"people": []}');
    expect(await failure("--port", "0", "--seed-file", file)).to.match(
      /^bc-sales-sandbox: --seed-file .*seed\.json: There is no table "people"\./,
    );
  });
});
