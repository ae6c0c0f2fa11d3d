import { spawn } from "node:child_process";

/** Milliseconds. */
export const MINUTE = 60_000;

export interface Finished {
  /** 127 when the program is not there. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; the program is ended then, and the exit code is 124. */
  readonly timeout?: number;
  /** Passes the output on to the terminal as it comes, instead of keeping it. */
  readonly show?: boolean;
}

/** Runs a program to its end. Never throws: what went wrong is in the exit code and on standard error. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (data: Buffer) => stdout.push(data));
    child.stderr?.on("data", (data: Buffer) => stderr.push(data));
    let late = false;
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill("SIGKILL");
          }, options.timeout);
    const finish = (exitCode: number, error?: Error) => {
      clearTimeout(timer);
      resolve({
        exitCode: late ? 124 : exitCode,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8") + (error?.message ?? ""),
      });
    };
    child.once("error", (error) => {
      finish(127, error);
    });
    child.once("close", (code) => {
      finish(code ?? 1);
    });
  });
}

/** The line of a program's output that usually says what went wrong. */
export function lastLine(text: string): string {
  return text.trim().split("\n").pop() ?? "";
}
