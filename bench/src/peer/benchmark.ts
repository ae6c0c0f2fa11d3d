import type { Benchmark, Row } from "../benchmark";
import { measureDeployments } from "../deployments/measure";
import { LATENCY_MS, OTHERS } from "../deployments/tenant";
import { SandboxProcess } from "../sandbox/sandbox-process";
import { MEASURED_ELSEWHERE, PEER_CASES } from "./peer";
import { replay } from "./replay";

/** This project beside the Terraform provider that does the nearest thing. */
export const peer: Benchmark = {
  name: "peer",
  about: "200 salespeople beside Microsoft's Power Platform provider for Terraform",
  async run({ people, tiny = false, say }) {
    const rows: Row[] = [];
    for (const count of people.length > 0 ? people : [tiny ? 2 : MEASURED_ELSEWHERE.people]) {
      rows.push(...(await compared(count, tiny, say)));
    }
    return {
      tables: [{ heading: "Beside the peer", rows }],
      json: rows,
      notes: [
        "`here` is the whole `pulumi` command, which makes the accounts and assigns the licences besides (the peer leaves " +
          "both to others). `a set of resources each` is the same stack with five resources for each person instead of one for " +
          "all, by the same engine: what the engine costs. `replay of counted calls` sends the peer's calls as they were counted, 10 people at a time, to the " +
          "same sandbox in the same run, without any command, plug-in or state around them. `measured elsewhere` is the " +
          "peer's real binary with the whole `terraform` command on another machine of 2 cores, for 200 people, against a local stub " +
          "with 50 ms: a figure to compare with care.",
      ],
    };
  },
};

async function compared(people: number, tiny: boolean, say: (line: string) => void): Promise<Row[]> {
  const tenant = { others: tiny ? 20 : OTHERS, latency: tiny ? 0 : LATENCY_MS };
  const ours = await measureDeployments({
    program: "salespeople",
    people,
    repeat: tiny ? 1 : 3,
    ...tenant,
    say,
  });
  const oneByOne = await measureDeployments({ program: "one-by-one", people, repeat: 1, ...tenant, say });
  const sandbox = await SandboxProcess.start({
    people: tenant.others,
    seats: people,
    settings: { latency: tenant.latency },
  });
  try {
    const theirs = await replay(sandbox, people);
    say(`the peer's calls for ${String(people)} people: replayed`);
    return PEER_CASES.map((what): Row => {
      const here = ours.find((one) => one.case === what);
      const single = oneByOne.find((one) => one.case === what);
      const replayed = theirs.find((one) => one.case === what);
      const elsewhere = people === MEASURED_ELSEWHERE.people ? MEASURED_ELSEWHERE.seconds[what] : null;
      return {
        case: what,
        people,
        "here: requests": here?.requests ?? null,
        "here: seconds": here?.seconds ?? null,
        "here: cpu s": here?.cpuSeconds ?? null,
        "a set of resources each: requests": single?.requests ?? null,
        "a set of resources each: seconds": single?.seconds ?? null,
        "replay of counted calls: requests": replayed?.requests ?? null,
        "replay of counted calls: seconds": replayed?.seconds ?? null,
        "measured elsewhere: seconds": elsewhere,
      };
    });
  } finally {
    await sandbox.stop();
  }
}
