import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { SandboxStatus } from "@bc-sales/sandbox";
import type { Ask, HostOptions, Told } from "./protocol";
import type { Traffic } from "./traffic";

/** A sandbox that runs in a process of its own and counts what comes to it. */
export class SandboxProcess {
  private constructor(
    readonly status: SandboxStatus,
    private readonly child: ChildProcess,
  ) {}

  /** Starts one, in memory, on any free port. @throws Error when it does not start. */
  static async start(options: HostOptions): Promise<SandboxProcess> {
    const child = fork(join(__dirname, "host.js"), [JSON.stringify(options)]);
    const told = await nextOf(child);
    if (!("status" in told)) throw new Error("The sandbox did not say where it is.");
    return new SandboxProcess(told.status, child);
  }

  /** What came since the last time this was asked. */
  async takeTraffic(): Promise<Traffic> {
    const answer = nextOf(this.child);
    this.child.send("take" satisfies Ask);
    const told = await answer;
    if (!("traffic" in told)) throw new Error("The sandbox did not say what came.");
    return told.traffic;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}

async function nextOf(child: ChildProcess): Promise<Told> {
  const ended = new AbortController();
  const exit = (): void => {
    ended.abort(new Error("The sandbox has ended."));
  };
  child.once("exit", exit);
  try {
    const [told] = (await once(child, "message", { signal: ended.signal })) as [Told];
    return told;
  } finally {
    child.off("exit", exit);
  }
}
