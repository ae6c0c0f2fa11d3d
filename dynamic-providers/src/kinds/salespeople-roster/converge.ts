import type { Tenant } from "../../clients/tenant";
import { ProblemsError } from "../../problems";
import { PartialFailure } from "../../reconciler";
import { environmentOf } from "../sales-environment/find";
import { deleteAccounts } from "./accounts";
import { assess } from "./assess";
import { failureProblems } from "./failures";
import { findCatalog, findPeople, type Members } from "./find";
import type { Salespeople, SalespeopleRosterInputs } from "./inputs";
import { joinPeople } from "./joining";
import { changeLicenses } from "./licenses";
import { Progress } from "./progress";
import { remember } from "./recollection";
import { type Rules, rulesOf } from "./rules";
import { type SalespeopleRosterState, stored } from "./state";
import type { Situation } from "./situation";
import type { Deployment } from "./steps";
import { changeTeams } from "./teams";
import { changeUsers, verify } from "./users";
import { otherwise, Work } from "./work";

/** Id of the resource: there is one such list for an organization. */
export function rosterId({ organizationUrl }: Pick<SalespeopleRosterInputs, "organizationUrl">): string {
  return `${organizationUrl}/salespeople`;
}

export interface Convergence {
  /** Those of the people for whom anything may have to be done; the others stay as `members` has them. Default: all. */
  readonly concerned?: Salespeople;
  /** Rules that differ from those of the inputs. */
  readonly ruling?: Partial<Rules>;
}

/**
 * Brings everybody of a roster to what is wanted, those who leave too.
 *
 * @throws ProblemsError when it cannot be done as it is, before anything is written; PartialFailure when some
 *   people's part failed.
 */
export async function converge(
  inputs: SalespeopleRosterInputs,
  members: Members,
  tenant: Tenant,
  { concerned = inputs.people, ruling = {} }: Convergence = {},
): Promise<SalespeopleRosterState> {
  const { organizationUrl } = inputs;
  const { staying, open } = split(members, inputs.people, concerned);
  const roster = { ...inputs, people: concerned };
  const [situations, catalog] = await Promise.all([
    findPeople(roster, open, tenant),
    findCatalog(roster, open, tenant),
  ]);
  const work = Work.of(situations, { ...rulesOf(inputs, catalog), ...ruling });
  const problems = assess(situations, work.rules);
  if (problems.length > 0) throw new ProblemsError(problems);
  const isComing = work.tasks((plan) => plan.bringIn).length > 0;
  const environment = isComing ? await environmentOf(inputs, tenant.powerPlatform) : undefined;

  const state = () => {
    const left = sorted({ ...staying, ...work.members() });
    remember(tenant, organizationUrl, left);
    return stored(inputs, left, otherwise(work.situations, work.rules));
  };
  try {
    await bringAbout(work, { organizationUrl, environment, tenant, progress: new Progress(tenant) });
  } catch (error) {
    if (!work.hasBegun) throw error;
    throw new PartialFailure(rosterId(inputs), state(), error);
  }
  if (work.failures.length === 0) return state();
  const failed = new ProblemsError(failureProblems(work.failures, situations.length));
  throw new PartialFailure(rosterId(inputs), state(), failed);
}

/** Does what the plans of all people ask for. Those who leave come first: their seats may be needed. */
async function bringAbout(work: Work, deployment: Deployment): Promise<void> {
  await changeUsers(work, deployment, isLeaving);
  await changeTeams(work, deployment, isLeaving);
  await changeLicenses(work, deployment, isLeaving);
  await deleteAccounts(work, deployment);
  const changed = await joinPeople(work, deployment);
  await verify(work, changed, deployment);
}

/** The members who stay as they are, and those for whom something may have to be done: concerned, or leaving. */
function split(
  members: Members,
  people: Salespeople,
  concerned: Salespeople,
): { readonly staying: Members; readonly open: Members } {
  const stays = ([name]: [string, unknown]): boolean => name in people && !(name in concerned);
  const all = Object.entries(members);
  return {
    staying: Object.fromEntries(all.filter(stays)),
    open: Object.fromEntries(all.filter((one) => !stays(one))),
  };
}

function sorted(members: Members): Members {
  return Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const isLeaving = ({ wanted }: Situation): boolean => wanted === undefined;
