import type { Benchmark, Row } from "../benchmark";
import { pace } from "../measure/load";
import { authorityOf, Client, probesOf } from "../sandbox/probes";
import { SandboxProcess } from "../sandbox/sandbox-process";

/** Other people in the tenant. */
const PEOPLE = [0, 100_000];
const MILLISECONDS = 2_000;
/** Requests in flight. */
const PARALLEL = 8;

/** Without limits, which would end a measurement after a few seconds. */
const UNLIMITED = {
  dataverseRequests: 0,
  dataverseExecution: 0,
  dataverseConcurrency: 0,
  graphUnitsSmall: 0,
  graphUnitsMedium: 0,
  graphUnitsLarge: 0,
  graphWrites: 0,
};

/** How many requests the sandbox serves, which bounds what can be measured on it. */
export const sandboxSpeed: Benchmark = {
  name: "sandbox-speed",
  about: "requests per second that the sandbox serves, by kind of request, in a small and a large tenant",
  async run({ people, tiny = false, say }) {
    const counts = people.length > 0 ? people : tiny ? [0, 20] : PEOPLE;
    const columns: Row[][] = [];
    for (const count of counts) {
      columns.push(await speeds(count, tiny ? { milliseconds: 1, most: 3 } : { milliseconds: MILLISECONDS }));
      say(`requests per second with ${String(count)} other people: measured`);
    }
    const json = columns.flat();
    return { tables: [{ heading: "Requests per second", rows: json }], json };
  },
};

async function speeds(people: number, limits: { milliseconds: number; most?: number }): Promise<Row[]> {
  const sandbox = await SandboxProcess.start({ people, seats: 0, settings: UNLIMITED });
  const client = new Client(authorityOf(sandbox.status), PARALLEL);
  try {
    const rows: Row[] = [];
    for (const probe of await probesOf(client, sandbox.status)) {
      await sandbox.takeTraffic();
      const { count, seconds } = await pace(() => client.send(probe), { parallel: PARALLEL, ...limits });
      const { requests, throttled } = await sandbox.takeTraffic();
      rows.push({
        request: probe.name,
        people,
        "per second": count / seconds,
        milliseconds: (PARALLEL * seconds * 1_000) / count,
        measured: count,
        served: requests,
        throttled,
      });
    }
    return rows;
  } finally {
    client.close();
    await sandbox.stop();
  }
}
