import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Row } from "../benchmark";
import { median } from "../measure/median";
import { rounded, secondsOf } from "../measure/seconds";
import { SandboxProcess } from "../sandbox/sandbox-process";
import { Project } from "./project";
import { ROLES, salespeople } from "./roster";
import { LATENCY_MS, OTHERS } from "./tenant";

const PEOPLE = 200;
const REPEAT = 5;

/**
 * Node's settings for the processes of a deployment, which load and compile Pulumi's runtime each. Whatever keeps compiled
 * code has a folder of its own below the one given, since code that was kept under other flags is thrown away.
 */
const waysIn = (directory: string): Readonly<Record<string, NodeJS.ProcessEnv>> => ({
  nothing: { NODE_COMPILE_CACHE: undefined, NODE_OPTIONS: "" },
  "faster-start": { NODE_COMPILE_CACHE: undefined },
  NODE_COMPILE_CACHE: { NODE_COMPILE_CACHE: join(directory, "alone"), NODE_OPTIONS: "" },
  both: { NODE_COMPILE_CACHE: join(directory, "both") },
});

/** What the start of processes takes of a deployment that changes nothing. */
export const starts: Benchmark = {
  name: "starts",
  about: "`pulumi up` without a change for 200 salespeople, by the settings that make Node start faster",
  async run({ people, tiny = false, say }) {
    const count = people[0] ?? (tiny ? 2 : PEOPLE);
    const sandbox = await SandboxProcess.start({
      people: tiny ? 20 : OTHERS,
      seats: count + 2,
      settings: { latency: tiny ? 0 : LATENCY_MS },
    });
    try {
      const stack = { people: salespeople(count), roles: ROLES };
      const project = await Project.create("salespeople", sandbox.status, stack);
      try {
        const seconds = await inTurns(
          project,
          tiny ? { filling: 0, repeat: 1 } : { filling: 1, repeat: REPEAT },
        );
        const first = seconds.values().next().value ?? 0;
        const rows = [...seconds].map(([way, middle]): Row => {
          say(`without a change, ${way}: ${middle.toFixed(1)} s`);
          return {
            setting: way,
            seconds: rounded(middle),
            "of the first": rounded(middle / first),
          };
        });
        return { tables: [{ heading: "Starts of Node", rows }], json: rows };
      } finally {
        await project.dispose();
      }
    } finally {
      await sandbox.stop();
    }
  },
};

/** The middle runs; one of each way after the other, so that a slow minute of the machine hits all. */
async function inTurns(
  project: Project,
  { filling, repeat }: { /** Rounds before, which fill what is kept. */ filling: number; repeat: number },
): Promise<Map<string, number>> {
  await project.up();
  const directory = mkdtempSync(join(tmpdir(), "bc-sales-starts-"));
  const found = new Map<string, number[]>();
  try {
    for (let round = 0; round < filling + repeat; round += 1) {
      for (const [way, env] of Object.entries(waysIn(directory))) {
        const seconds = await secondsOf(() => project.up(env));
        if (round >= filling) found.set(way, [...(found.get(way) ?? []), seconds]);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return new Map([...found].map(([way, runs]) => [way, median(runs)]));
}
