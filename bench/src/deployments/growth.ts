import type { Benchmark, Row } from "../benchmark";
import { median } from "../measure/median";
import { rounded, secondsOf } from "../measure/seconds";
import { SandboxProcess } from "../sandbox/sandbox-process";
import { Project } from "./project";
import { ROLES, salespeople } from "./roster";
import { OTHERS } from "./tenant";

const PEOPLE = [1, 1_000];
const REPEAT = 5;
/** How much longer the most people may take than the fewest. */
const MOST_TIMES = 3;

/** What the number of people adds to a deployment that changes nothing, where no network is waited for. */
export const growth: Benchmark = {
  name: "growth",
  about: "`pulumi preview` and `pulumi up` without a change, without latency, for 1 and 1 000 salespeople",
  async run({ people, tiny = false, say }) {
    const counts = people.length > 0 ? people : tiny ? [1, 2] : PEOPLE;
    const rows: Row[] = [];
    let fewest: number | undefined;
    for (const count of counts) {
      const { preview, up } = await unchanged(count, tiny ? 20 : OTHERS, tiny ? 1 : REPEAT);
      const both = preview + up;
      fewest ??= both;
      say(`preview and up without a change, ${String(count)} people: ${both.toFixed(1)} s`);
      rows.push({
        people: count,
        "preview s": rounded(preview),
        "up s": rounded(up),
        "both s": rounded(both),
        "times the first row": rounded(both / fewest),
        bounds: `${both / fewest <= MOST_TIMES ? "met" : "MISSED"}: ≤ ${String(MOST_TIMES)} times`,
      });
    }
    return { tables: [{ heading: "Growth with people", rows }], json: rows };
  },
};

/** Seconds of the middle runs. */
async function unchanged(
  people: number,
  others: number,
  repeat: number,
): Promise<{ readonly preview: number; readonly up: number }> {
  const sandbox = await SandboxProcess.start({ people: others, seats: people + 2, settings: { latency: 0 } });
  try {
    const project = await Project.create("salespeople", sandbox.status, {
      people: salespeople(people),
      roles: ROLES,
    });
    try {
      await project.up();
      const previews: number[] = [];
      const ups: number[] = [];
      for (let count = 0; count < repeat; count += 1) {
        previews.push(await secondsOf(() => project.preview()));
        ups.push(await secondsOf(() => project.up()));
      }
      return { preview: median(previews), up: median(ups) };
    } finally {
      await project.dispose();
    }
  } finally {
    await sandbox.stop();
  }
}
