import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";

/** Milliseconds. */
export const MINUTE = 60_000;

export interface Finished {
  /** 127 when the program is not there, 124 when it took too long, 128 and its number when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; the program and all that it started are ended then. */
  readonly timeout?: number;
  /** Passes the output on to the terminal as it comes, instead of keeping it. Ctrl-C is the program's to handle then. */
  readonly show?: boolean;
  /** Interrupts the program when it is aborted, as Ctrl-C does. */
  readonly interrupt?: AbortSignal;
  /** Lets the program read this process's standard input. Default: it has none. */
  readonly input?: boolean;
}

/** Runs a program to its end. Never throws: what went wrong is in the exit code and on standard error. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { cwd, env = process.env, timeout, interrupt, show = false, input = false } = options;
  return new Promise((resolve) => {
    const output = show ? "inherit" : "pipe";
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: [input ? "inherit" : "ignore", output, output],
      // A group of its own, to be ended as a whole: what a program started would hold its output open.
      detached: timeout !== undefined,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (data: Buffer) => stdout.push(data));
    child.stderr?.on("data", (data: Buffer) => stderr.push(data));
    let late = false;
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            endGroup(child);
          }, timeout);
    const stopListening = show
      ? onSignals((signal) => {
          // The terminal tells Ctrl-C to the program as well, and a second one would end it at once.
          if (signal !== "SIGINT") child.kill(signal);
        })
      : timeout === undefined
        ? () => undefined
        : onSignals((signal) => {
            endGroup(child);
            stopListening();
            process.kill(process.pid, signal);
          });
    const interruptChild = () => child.kill("SIGINT");
    interrupt?.addEventListener("abort", interruptChild, { once: true });
    const finish = (exitCode: number, error?: Error) => {
      clearTimeout(timer);
      stopListening();
      interrupt?.removeEventListener("abort", interruptChild);
      resolve({
        exitCode: late ? 124 : exitCode,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8") + (error?.message ?? ""),
      });
    };
    child.once("error", (error) => {
      finish(127, error);
    });
    child.once("close", (code, signal) => {
      finish(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended in this instant.
  }
}

/** Calls `act` when this process is asked to end. @returns what stops that. */
function onSignals(act: (signal: NodeJS.Signals) => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, act);
  return () => {
    for (const signal of signals) process.off(signal, act);
  };
}

/** The last lines of a program's output, which usually say what went wrong. */
export function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join("\n    ");
}
