import { spawn } from "node:child_process";

export interface Shown {
  readonly exitCode: number;
  /** Whether the program is not there at all. */
  readonly missing: boolean;
  /** Standard output. */
  readonly stdout: string;
  /** Standard output and error, in the order in which they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a program, passes its output on to the log of the job, which is standard error here, and keeps it. Never throws. */
export function runAndShow(program: string, args: readonly string[], options: RunOptions): Promise<Shown> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const all: Buffer[] = [];
    const keep = (chunk: Buffer) => {
      all.push(chunk);
      process.stderr.write(chunk);
    };
    child.stdout.on("data", (chunk: Buffer) => {
      stdout.push(chunk);
      keep(chunk);
    });
    child.stderr.on("data", keep);
    const finish = (exitCode: number, missing: boolean) => {
      const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString("utf8");
      resolve({ exitCode, missing, stdout: text(stdout), output: text(all) });
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      finish(127, error.code === "ENOENT");
    });
    child.once("close", (code) => {
      finish(code ?? 1, false);
    });
  });
}
