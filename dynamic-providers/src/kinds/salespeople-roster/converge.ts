import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import { environmentOf } from "../sales-environment/find";
import { changeAccounts, deleteAccounts, makeAccounts } from "./accounts";
import { assess } from "./assess";
import { failureProblems } from "./failures";
import { findCatalog, findPeople, type Members } from "./find";
import type { SalespeopleRosterInputs } from "./inputs";
import { changeLicenses } from "./licenses";
import { Progress } from "./progress";
import { type Rules, rulesOf } from "./rules";
import { type SalespeopleRosterState, stored } from "./state";
import type { Situation } from "./situation";
import type { Deployment } from "./steps";
import { bringPeopleIn, changeUsers, verify } from "./users";
import { otherwise, Work } from "./work";

/** Id of the resource: there is one such list for an organization. */
export function rosterId({ organizationUrl }: Pick<SalespeopleRosterInputs, "organizationUrl">): string {
  return `${organizationUrl}/salespeople`;
}

/**
 * Brings everybody of a roster to what is wanted, those who leave too.
 *
 * @param ruling - rules that differ from those of the inputs.
 * @throws ProblemsError when it cannot be done as it is, before anything is written; PartialFailure when some
 *   people's part failed.
 */
export async function converge(
  inputs: SalespeopleRosterInputs,
  members: Members,
  tenant: Tenant,
  ruling: Partial<Rules> = {},
): Promise<SalespeopleRosterState> {
  const { people, organizationUrl } = inputs;
  const [situations, catalog] = await Promise.all([
    findPeople(people, members, organizationUrl, tenant),
    findCatalog(people, members, organizationUrl, tenant),
  ]);
  const work = new Work(situations, { ...rulesOf(inputs, catalog), ...ruling });
  const problems = assess(situations, work.rules);
  if (problems.length > 0) throw new ProblemsError(problems);
  const isComing = work.tasks((plan) => plan.bringIn).length > 0;
  const environment = isComing ? await environmentOf(inputs, tenant.powerPlatform) : undefined;

  const state = () => stored(inputs, work.members(), otherwise(work.situations, work.rules));
  try {
    await carryOut(work, { organizationUrl, environment, tenant, progress: new Progress(tenant) });
  } catch (error) {
    if (!work.hasBegun) throw error;
    throw new PartialFailure(rosterId(inputs), state(), error);
  }
  if (work.failures.length === 0) return state();
  const failed = new ProblemsError(failureProblems(work.failures, situations.length));
  throw new PartialFailure(rosterId(inputs), state(), failed);
}

/**
 * Does what the plans of all people ask for, each step for everybody before the next step for anybody. Those who
 * leave come first: their seats may be needed.
 */
async function carryOut(work: Work, deployment: Deployment): Promise<void> {
  await changeUsers(work, deployment, isLeaving);
  await changeLicenses(work, deployment, isLeaving);
  await deleteAccounts(work, deployment);
  await makeAccounts(work, deployment);
  await changeAccounts(work, deployment);
  await changeLicenses(work, deployment, isStaying);
  const arrived = await bringPeopleIn(work, deployment);
  const changed = await changeUsers(work, deployment, isStaying);
  await verify(work, new Set([...arrived, ...changed]), deployment);
}

const isLeaving = ({ wanted }: Situation): boolean => wanted === undefined;
const isStaying = ({ wanted }: Situation): boolean => wanted !== undefined;
