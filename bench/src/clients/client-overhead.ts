import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Benchmark } from "../benchmark";
import { pace, type Pace } from "../measure/load";
import { median } from "../measure/median";
import type { Listening } from "./bare-server";
import { contenders } from "./contenders";

const MILLISECONDS = 1_000;
const ROUNDS = 5;
/** Requests in flight, as Dataverse recommends. */
const PARALLEL = 8;

/** What the clients cost on top of what Node needs. */
export const clientOverhead: Benchmark = {
  name: "client-overhead",
  about: "processor time a request takes in the client, beside axios and Node's https alone in the same run",
  async run({ tiny = false, say }) {
    const server = fork(join(__dirname, "bare-server.js"));
    try {
      const [listening] = (await once(server, "message")) as [Listening];
      const all = contenders(listening);
      const paces = new Map<string, Pace[]>(all.map(({ name }) => [name, []]));
      // In turns, so that what else the machine does hits all of them.
      for (let round = 0; round < (tiny ? 1 : ROUNDS); round += 1) {
        for (const { name, send } of all) {
          const limits = tiny ? { milliseconds: 1, most: 3 } : { milliseconds: MILLISECONDS };
          paces.get(name)?.push(await pace(send, { parallel: PARALLEL, ...limits }));
        }
      }
      say("client overhead: measured");
      const least = microseconds(paces.values().next().value ?? []);
      const rows = [...paces].map(([client, found]) => ({
        client,
        "µs of processor a request": Math.round(microseconds(found)),
        "of node:https": microseconds(found) / least,
        "per second": Math.round(median(found.map(({ count, seconds }) => count / seconds))),
        requests: found.reduce((sum, { count }) => sum + count, 0),
      }));
      return { tables: [{ heading: "Client overhead", rows }], json: rows };
    } finally {
      server.disconnect();
    }
  },
};

function microseconds(paces: readonly Pace[]): number {
  return median(paces.map(({ count, cpuSeconds }) => (cpuSeconds * 1_000_000) / count));
}
