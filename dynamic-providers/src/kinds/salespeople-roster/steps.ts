import type { DataverseOperation } from "../../clients/dataverse/dataverse";
import type { GraphOperation } from "../../clients/graph/graph";
import type { Outcome } from "../../clients/outcome";
import type { Environment } from "../../clients/power-platform/power-platform";
import type { Tenant } from "../../clients/tenant";
import type { Progress } from "./progress";
import type { PersonPlan } from "./plan";
import type { Situation } from "./situation";
import type { Task, Work } from "./work";

/** What the waves need of a deployment. */
export interface Deployment {
  readonly organizationUrl: string;
  /** Known where somebody is to be brought into it. */
  readonly environment: Environment | undefined;
  readonly tenant: Tenant;
  /** Of steps that are part of a longer one, which tells itself: none. */
  readonly progress: Progress | undefined;
}

/** What carries operations out, and its name for the person at the deployment. */
interface Executor<Operation, Value> {
  readonly service: string;
  readonly execute: (operations: readonly Operation[]) => Promise<readonly Outcome<Value>[]>;
}

/** One operation for one person. */
export interface Step<Operation> {
  readonly signInName: string;
  readonly operation: Operation;
}

/**
 * So many operations are put together and handed over at a time; progress is told between them. Enough for as many
 * batches side by side as Dataverse recommends.
 */
const AT_A_TIME = 2_000;

/** What is done in one step of a deployment, and for whom. */
interface Stage<One, Value> {
  /** For the person at the deployment, e.g. `Making accounts`. */
  readonly doing: string;
  /** Whose plan has at least one operation. */
  readonly select: (plan: PersonPlan, situation: Situation) => boolean;
  /** The operations for one person, which are carried out one after the other. */
  readonly stepsOf: (task: Task) => readonly One[];
  /** Told what became of each, with the person as it stands by then. */
  readonly settle: (step: One, outcome: Outcome<Value>, situation: Situation) => void;
}

/** Executes the operations of a stage. Returns the sign-in names of all concerned. */
export async function carryOut<Operation, One extends Step<Operation>, Value>(
  work: Work,
  { progress }: Deployment,
  { service, execute }: Executor<Operation, Value>,
  { doing, select, stepsOf, settle }: Stage<One, Value>,
): Promise<string[]> {
  const tasks = work.tasks(select);
  const waiting = `waiting for ${service}`;
  for (let done = 0; done < tasks.length;) {
    const portion: One[] = [];
    for (; done < tasks.length && portion.length < AT_A_TIME; done += 1) {
      const task = tasks[done];
      if (task !== undefined) portion.push(...stepsOf(task));
    }
    work.begin();
    const outcomes = await execute(portion.map((step) => step.operation));
    for (const [index, step] of portion.entries()) {
      const outcome = outcomes[index];
      const situation = work.situationOf(step.signInName);
      if (outcome !== undefined && situation !== undefined) settle(step, outcome, situation);
    }
    progress?.report(() => ({ doing, done, all: tasks.length, waiting }));
  }
  return tasks.map(({ situation }) => situation.signInName);
}

export function onGraph({ tenant }: Deployment): Executor<GraphOperation, string> {
  return { service: "Microsoft Graph", execute: (operations) => tenant.graph.execute(operations) };
}

export function onDataverse({ tenant, organizationUrl }: Deployment): Executor<DataverseOperation, void> {
  const dataverse = tenant.dataverse(organizationUrl);
  return { service: "Dataverse", execute: (operations) => dataverse.execute(operations) };
}

/** The object id of somebody with an account. */
export function idOf({ account }: Situation): string {
  return account?.objectId ?? "";
}
