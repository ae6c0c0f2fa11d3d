import { median } from "../measure/median";
import { watched } from "../measure/processes";
import { SandboxProcess } from "../sandbox/sandbox-process";
import type { Deployed } from "./deployed";
import { type Case, floorSeconds } from "./floor";
import { type Program, Project } from "./project";
import { OTHER_ROLES, type RosterPerson, ROLES, salespeople } from "./roster";

export interface DeploymentOptions {
  readonly program: Program;
  readonly people: number;
  /** People in the tenant who are nobody's business. */
  readonly others: number;
  /** Milliseconds that each answer takes longer. */
  readonly latency: number;
  /** How often the cases that can be repeated are run. */
  readonly repeat: number;
  readonly say: (line: string) => void;
}

/** Deploys so many salespeople, leaves them alone, changes all, changes one, and destroys the stack. */
export async function measureDeployments(options: DeploymentOptions): Promise<Deployed[]> {
  const { people, others, latency } = options;
  // Licences for the salespeople, the administrator and the integration user.
  const sandbox = await SandboxProcess.start({ people: others, seats: people + 2, settings: { latency } });
  try {
    return await onSandbox(sandbox, options);
  } finally {
    await sandbox.stop();
  }
}

async function onSandbox(sandbox: SandboxProcess, options: DeploymentOptions): Promise<Deployed[]> {
  const { program, people, repeat } = options;
  const everybody = salespeople(people);
  const project = await Project.create(program, sandbox.status, { people: everybody, roles: ROLES });
  const run = runner(sandbox, options);
  try {
    await sandbox.takeTraffic();
    const first = await run("first-deployment", 1, () => project.up());
    const stateBytes = await project.stateBytes();
    const state = { stateBytes, stateBytesPerPerson: Math.round(stateBytes / people) };
    const nothing = await run("no-op", repeat, () => project.up());
    let roles = ROLES;
    const swapped = await run("swap-role", repeat, async () => {
      roles = roles === ROLES ? OTHER_ROLES : ROLES;
      project.declare({ people: everybody, roles });
      await project.up();
    });
    let round = 0;
    const changed = await run("one-person", repeat, async () => {
      round += 1;
      project.declare({ people: withOneMoved(everybody, round), roles });
      await project.up();
    });
    const deleted = await run("delete", 1, () => project.destroy());
    return [{ ...first, ...state }, nothing, swapped, changed, deleted];
  } finally {
    await project.dispose();
  }
}

function withOneMoved(people: readonly RosterPerson[], round: number): RosterPerson[] {
  return people.map((person, index) => (index === 0 ? { ...person, department: `Sales ${round}` } : person));
}

/** Runs a case a few times. Seconds are those of the middle run; everything else must be the same in all. */
function runner(
  sandbox: SandboxProcess,
  { program, people, latency, say }: DeploymentOptions,
): (what: Case, times: number, command: () => Promise<void>) => Promise<Deployed> {
  return async (what, times, command) => {
    const runs: Deployed[] = [];
    for (let count = 0; count < times; count += 1) {
      const started = performance.now();
      const { usage } = await watched(command);
      const seconds = (performance.now() - started) / 1_000;
      const traffic = await sandbox.takeTraffic();
      const { requests, parts, tokens, writes, throttled, byKind } = traffic;
      say(
        `${program}, ${String(people)} people, ${what}: ${seconds.toFixed(1)} s, ${String(requests)} requests`,
      );
      runs.push({
        case: what,
        people,
        requests,
        parts,
        tokens,
        writes,
        throttled,
        seconds: Number(seconds.toFixed(2)),
        httpSeconds: Number(traffic.seconds.toFixed(2)),
        floorSeconds: floorSeconds(what, people, latency),
        ...usage,
        stateBytes: null,
        stateBytesPerPerson: null,
        runs: times,
        byKind,
      });
    }
    const middle = median(runs.map((one) => one.seconds));
    const chosen = runs.find((one) => one.seconds === middle);
    if (chosen === undefined) throw new Error(`${what} was not run.`);
    return chosen;
  };
}
