import { asksForNothing } from "../../licenses/plan";
import { changeAccounts, makeAccounts } from "./accounts";
import { type Arrival, Arrivals, type Newcomer } from "./arrival";
import { changeLicenses } from "./licenses";
import { moveUsers } from "./moves";
import type { Situation } from "./situation";
import type { Deployment } from "./steps";
import { changeTeams } from "./teams";
import { changeUsers } from "./users";
import type { Task, Work } from "./work";

/** People whose accounts and licences are seen to together: as many batches of Graph's as run side by side. */
const AT_A_TIME = 160;
/** Fewer of the first, so that adding begins soon. */
const FIRST = 40;

/**
 * Brings those who stay to what is wanted of them, each through these steps in order: account and licences, presence in
 * the environment, business unit, roles and teams. There is no batch for adding people, so that it takes longest by far:
 * while some are added, accounts of the next are made, and those who came before get their roles. Returns the sign-in
 * names of all whose user was changed.
 */
export async function joinPeople(work: Work, deployment: Deployment): Promise<Set<string>> {
  const changed = new Set<string>();
  const arrivals = arrivalsOf(work, deployment, changed);
  // Where several steps go on at once, the longest tells how far it is.
  const silent = { ...deployment, progress: undefined };
  const names = work.tasks(asksForAccount).map(({ situation }) => situation.signInName);
  const underWay: Promise<void>[] = [];
  try {
    for (let start = 0, end = FIRST; start < names.length; start = end, end += AT_A_TIME) {
      const part = work.part(names.slice(start, end));
      await makeAccounts(part, silent);
      await changeAccounts(part, silent);
      await changeLicenses(part, silent, isStaying);
      deployment.progress?.report(() => ({
        doing: "Making accounts and assigning licences",
        ...{ done: Math.min(end, names.length), all: names.length },
        waiting: "waiting for Microsoft Graph",
      }));
      const newcomers = newcomersOf(part);
      if (arrivals === undefined || newcomers.length === 0) continue;
      work.begin();
      const joining = arrivals.expect(newcomers).then(() => settleIn(present(part), silent, changed));
      // Whoever waits for all of them, below, hears of it.
      joining.catch(() => undefined);
      underWay.push(joining);
    }
  } finally {
    // What is under way must be over before anybody asks what to keep.
    await Promise.allSettled(underWay);
  }
  await Promise.all(underWay);
  await arrivals?.complete();
  await settleIn(work, deployment, changed);
  return changed;
}

/** Those who are not still to be brought in: whoever is disabled until then takes no roles. */
function present(part: Work): Work {
  const there = part.tasks(({ bringIn }) => !bringIn);
  return part.part(there.map(({ situation }) => situation.signInName));
}

/** Business unit first: a move takes roles away. */
async function settleIn(work: Work, deployment: Deployment, changed: Set<string>): Promise<void> {
  const add = (signInNames: readonly string[]) => {
    for (const signInName of signInNames) changed.add(signInName);
  };
  add(await moveUsers(work, deployment));
  add(await changeUsers(work, deployment, isStaying));
  add(await changeTeams(work, deployment, isStaying));
}

function asksForAccount({ create, change, licenses, bringIn }: Task["plan"], situation: Situation): boolean {
  const isAsked = create || bringIn || Object.keys(change).length > 0 || !asksForNothing(licenses);
  return isAsked && isStaying(situation);
}

function arrivalsOf(work: Work, deployment: Deployment, came: Set<string>): Arrivals | undefined {
  const { environment, organizationUrl, tenant, progress } = deployment;
  const all = work.tasks((plan) => plan.bringIn).length;
  if (environment === undefined || all === 0) return undefined;
  return new Arrivals({ environment, organizationUrl }, tenant, progress, all, ({ signInName }, arrival) => {
    const situation = work.situationOf(signInName);
    if (situation !== undefined) settle(work, situation, arrival, came);
  });
}

function settle(work: Work, situation: Situation, arrival: Arrival, came: Set<string>): void {
  if (!arrival.ok) {
    work.fail(situation, arrival.failure);
    return;
  }
  work.change(situation, { user: arrival.user, member: { ...situation.member, broughtIn: true } });
  came.add(situation.signInName);
}

function newcomersOf(part: Work): Newcomer[] {
  return part
    .tasks((plan) => plan.bringIn)
    .flatMap(({ situation: { signInName, account } }) => (account ? [{ signInName, account }] : []));
}

function isStaying({ wanted }: Situation): boolean {
  return wanted !== undefined;
}
