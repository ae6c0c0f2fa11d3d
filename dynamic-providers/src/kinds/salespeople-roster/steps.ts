import type { DataverseOperation } from "../../clients/dataverse/dataverse";
import type { GraphOperation } from "../../clients/graph/graph";
import type { Outcome } from "../../clients/outcome";
import type { Environment } from "../../clients/power-platform/power-platform";
import type { Tenant } from "../../clients/tenant";
import type { Progress } from "./progress";
import type { Situation } from "./situation";
import type { Work } from "./work";

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
 * So many operations are handed over together; progress is told between them. Enough for as many batches side by side
 * as Dataverse recommends.
 */
const AT_A_TIME = 2_000;

/**
 * Executes the operations of steps, and tells what became of each, with the person as it stands by then.
 *
 * @param doing - for the person at the deployment, e.g. `Making accounts`.
 * @returns the sign-in names of all concerned.
 */
export async function carryOutSteps<One extends Step<unknown>, Value>(
  steps: readonly One[],
  doing: string,
  work: Work,
  { progress }: Deployment,
  { service, execute }: Executor<One["operation"], Value>,
  settle: (step: One, outcome: Outcome<Value>, situation: Situation) => void,
): Promise<string[]> {
  // Somebody is done with the last of the operations, which are one after the other for each person.
  const last = new Map(steps.map((step, index) => [step.signInName, index]));
  const waiting = `waiting for ${service}`;
  const through = (end: number) => [...last.values()].filter((index) => index < end).length;
  for (let start = 0; start < steps.length; start += AT_A_TIME) {
    const portion = steps.slice(start, start + AT_A_TIME);
    work.begin();
    const outcomes = await execute(portion.map((step) => step.operation));
    for (const [index, step] of portion.entries()) {
      const outcome = outcomes[index];
      const situation = work.situationOf(step.signInName);
      if (outcome !== undefined && situation !== undefined) settle(step, outcome, situation);
    }
    const end = start + portion.length;
    progress?.report(() => ({ doing, done: through(end), all: last.size, waiting }));
  }
  return [...last.keys()];
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
