import { existsSync, readdirSync, readFileSync } from "node:fs";

/** What is known of one process. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

const HERE = existsSync("/proc/self/stat");
/** Linux counts processor time in hundredths of a second (`sysconf(_SC_CLK_TCK)`). */
const TICKS = 100;
/** Memory is looked at as often. */
const INTERVAL_MS = 50;
/** Looking through all processes takes ten times as long as looking at one, and must not slow down what is measured. */
const LOOKS_A_SEARCH = 10;
/** Of a process of Pulumi's that serves dynamic resources. */
const PROVIDER = "cmd/dynamic-provider";

/** What a deployment took of the machine; null where the system does not tell. */
export interface Usage {
  /** Highest resident memory of a provider process, MiB. */
  readonly peakMemoryMiB: number | null;
  /** Processor seconds of everything that was started, the sandbox not included. */
  readonly cpuSeconds: number | null;
}

/** Runs something that starts processes, and watches what they take. */
export async function watched<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly usage: Usage }> {
  let peak = 0;
  let looks = 0;
  let known: readonly Process[] = [];
  const timer = setInterval(() => {
    if (looks % LOOKS_A_SEARCH === 0) known = providers();
    looks += 1;
    peak = Math.max(peak, ...known.map(peakOf));
  }, INTERVAL_MS);
  const before = cpuOfEnded();
  try {
    const result = await work();
    const after = cpuOfEnded();
    return {
      result,
      usage: {
        peakMemoryMiB: peak === 0 ? null : Math.round(peak / 1024),
        cpuSeconds: before === null || after === null ? null : after - before,
      },
    };
  } finally {
    clearInterval(timer);
  }
}

/** Processor seconds of all processes below this one that have ended and were waited for (proc(5): cutime, cstime). */
function cpuOfEnded(): number | null {
  if (!HERE) return null;
  const fields = statOf("self");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

function providers(): Process[] {
  if (!HERE) return [];
  const all = new Map(processes().map((one) => [one.pid, one]));
  const isOurs = ({ parent }: Process): boolean => {
    for (let pid = parent; pid > 1; pid = all.get(pid)?.parent ?? 0) if (pid === process.pid) return true;
    return false;
  };
  return [...all.values()].filter((one) => one.command.includes(PROVIDER) && isOurs(one));
}

function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(statOf(name)[1]);
        return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, "utf8") }];
      } catch {
        // It has ended in this instant.
        return [];
      }
    });
}

/** The fields of `stat` after the name of the program, which may contain anything; the first is the state. */
function statOf(name: string): string[] {
  const text = readFileSync(`/proc/${name}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** KiB. */
function peakOf({ pid }: Process): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
