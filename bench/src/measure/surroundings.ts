import { cpus, loadavg, platform, totalmem } from "node:os";

/** When and where something was measured. */
export interface Surroundings {
  /** `2026-11-24`. */
  readonly date: string;
  readonly versions: string;
  readonly machine: string;
  /** Load averages of the last minute, which other programs on the machine make too. */
  readonly loadBefore: string;
  readonly loadAfter: string;
}

/** The same for what is measured between this call and the one of what it returns. */
export function surroundings(pulumi: string): () => Surroundings {
  const loadBefore = load();
  return () => ({
    date: new Date().toISOString().slice(0, 10),
    versions: `Node ${process.versions.node}, Pulumi ${pulumi}`,
    machine: `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? "processor"}, ${String(
      Math.round(totalmem() / 2 ** 30),
    )} GiB, ${platform()}`,
    loadBefore,
    loadAfter: load(),
  });
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
