import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { SandboxStatus } from "@bc-sales/sandbox";
import { alone, isAlive } from "../alone.mjs";
import { say } from "./say";
import { sandboxPort } from "./sandbox-port";

/** Milliseconds. */
const SECOND = 1_000;

/** The sandbox of one repository: a process of its own that outlives the commands. */
export class SandboxProcess {
  readonly directory: string;
  /** What it prints, with its addresses and credentials on a line of JSON; readable by its owner only. */
  readonly #logFile: string;
  readonly #lock: string;

  /** @param local - folder for the tenant, the addresses and the log. */
  constructor(private readonly local: string) {
    this.directory = join(local, "sandbox");
    this.#logFile = join(local, "sandbox.log");
    this.#lock = join(local, "sandbox.lock");
  }

  /** The sandbox, if it runs and answers. */
  async running(): Promise<SandboxStatus | undefined> {
    const status = this.#printed();
    if (status && isAlive(status.pid) && (await answers(status))) return status;
    return undefined;
  }

  /** Starts it unless it runs. @throws Error when the port is taken, or it does not start. */
  start(environment: NodeJS.ProcessEnv = process.env): Promise<SandboxStatus> {
    return this.#alone(async () => {
      const asked = sandboxPort(environment.BC_SALES_SANDBOX_PORT, this.local);
      const running = await this.running();
      if (!running) return this.#spawn(asked);
      const { port } = new URL(running.authority);
      if (environment.BC_SALES_SANDBOX_PORT && port !== String(asked)) {
        say(`The sandbox runs on port ${port} already; stop it first to have it on port ${String(asked)}.`);
      }
      return running;
    });
  }

  /** Stops it, if it runs. */
  stop(): Promise<void> {
    return this.#alone(async () => {
      const status = await this.running();
      if (!status) {
        const pid = this.#printed()?.pid;
        // Perhaps it hangs; perhaps it ended long ago and its number has gone to another program.
        const doubt =
          pid !== undefined && isAlive(pid)
            ? ` Process ${String(pid)}, which it had, does not answer as a sandbox and is left alone.`
            : "";
        say(`The sandbox is not running.${doubt}`);
        return;
      }
      process.kill(status.pid, "SIGTERM");
      for (let tries = 0; tries < 100 && isAlive(status.pid); tries += 1) await delay(SECOND / 10);
      if (isAlive(status.pid)) {
        throw new Error(
          `The sandbox (process ${String(status.pid)}) has not stopped within 10 seconds. ` +
            `Try again, or end it with \`kill -9 ${String(status.pid)}\`; nothing it has acknowledged gets lost.`,
        );
      }
      say(`The sandbox has stopped. Its tenant is kept in ${this.directory}.`);
    });
  }

  async #spawn(port: number): Promise<SandboxStatus> {
    say(`Starting the sandbox, a local tenant, on port ${String(port)} (a second or two).`);
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const log = openSync(this.#logFile, "w", 0o600);
    const main = require.resolve("@bc-sales/sandbox").replace(/index\.js$/, "main.js");
    const child = spawn(
      process.execPath,
      [main, "--port", String(port), "--state", this.directory, "--json"],
      { detached: true, stdio: ["ignore", log, log] },
    );
    closeSync(log);
    child.unref();
    for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
      const status = this.#printed();
      if (status) return status;
      await delay(SECOND / 10);
    }
    if (child.exitCode === null) child.kill();
    throw new Error(this.#whyNot(port));
  }

  #whyNot(port: number): string {
    const said = readFileSync(this.#logFile, "utf8").trim();
    if (/Port \d+ .* in use/.test(said)) {
      return (
        `Port ${String(port)}, where the sandbox is to listen, is in use: by the sandbox of another clone, or by another ` +
        `program. Stop that, or choose another port: \`BC_SALES_SANDBOX_PORT=${String(port + 1)} npm run up\`.`
      );
    }
    return `The sandbox did not start: ${said || "it said nothing within 30 seconds."}`;
  }

  /** The status that a sandbox prints when it has started. */
  #printed(): SandboxStatus | undefined {
    if (!existsSync(this.#logFile)) return undefined;
    const lines = readFileSync(this.#logFile, "utf8").split("\n").slice(0, -1);
    const line = lines.find((text) => text.startsWith("{"));
    return line === undefined ? undefined : (JSON.parse(line) as SandboxStatus);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    return alone(this.#lock, work, (pid) => {
      say(`Another run (process ${String(pid)}) is starting or stopping the sandbox; waiting for it.`);
    });
  }
}

/** Whether that very process listens there: process ids are given to others in time, and ports too. */
function answers(status: SandboxStatus): Promise<boolean> {
  return new Promise((resolve) => {
    const no = () => {
      resolve(false);
    };
    try {
      const ca = readFileSync(status.caFile);
      const request = get(`${status.admin}/status`, { ca, agent: false, timeout: 5 * SECOND }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", no);
        response.once("end", () => {
          try {
            const { pid } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { pid?: number };
            resolve(pid === status.pid);
          } catch {
            no();
          }
        });
      });
      request.once("timeout", () => request.destroy());
      request.once("error", no);
    } catch {
      no();
    }
  });
}
