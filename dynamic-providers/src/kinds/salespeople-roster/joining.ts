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

/** People whose accounts and licences are seen to together: two batches of Graph's, so that adding begins soon. */
const AT_A_TIME = 40;
/** So many times as many are ready before they are added: adding never waits, and nobody makes way for accounts. */
const AHEAD = 2;
/** So many times as many get their business units, roles and teams together. */
const SETTLED_TOGETHER = 4;

/**
 * Brings those who stay to what is wanted of them, each through these steps in order: account and licences, presence in
 * the environment, business unit, roles and teams. There is no batch for adding people, so that it takes longest by far:
 * while some are added, accounts of the next are made, and those who came before get their roles. Returns the sign-in
 * names of all whose user was changed.
 */
export async function joinPeople(work: Work, deployment: Deployment): Promise<Set<string>> {
  const changed = new Set<string>();
  const arrivals = arrivalsOf(work, deployment, changed);
  if (arrivals === undefined) await makeReady(work, deployment);
  else await bringIn(work, deployment, arrivals, changed);
  await settleIn(work, deployment, changed);
  return changed;
}

/** Makes accounts and assigns licences. */
async function makeReady(work: Work, deployment: Deployment): Promise<void> {
  await makeAccounts(work, deployment);
  await changeAccounts(work, deployment);
  await changeLicenses(work, deployment, isStaying);
}

/** Makes people ready, adds them, and lets them settle in, part by part and side by side. */
async function bringIn(
  work: Work,
  deployment: Deployment,
  arrivals: Arrivals,
  changed: Set<string>,
): Promise<void> {
  // Where several steps go on at once, the longest tells how far it is.
  const silent = { ...deployment, progress: undefined };
  const names = work.tasks(asksForAccount).map(({ situation }) => situation.signInName);
  const adding: Promise<void>[] = [];
  const settling: Promise<void>[] = [];
  const added: Newcomer[] = [];
  const settleThoseAdded = (): void => {
    const newcomers = added.splice(0);
    const settle = async (): Promise<void> => {
      await arrivals.receive(newcomers);
      await settleIn(present(work.part(newcomers.map(({ signInName }) => signInName))), silent, changed);
    };
    settling.push(awaitedLater(Promise.allSettled([...adding]).then(settle)));
  };
  try {
    for (let done = 0, part = 1; done < names.length; part += 1) {
      await adding.at(-AHEAD);
      const some = work.part(names.slice(done, done + AT_A_TIME));
      done = Math.min(done + AT_A_TIME, names.length);
      await makeReady(some, silent);
      deployment.progress?.report(() => ({
        doing: "Making accounts and assigning licences",
        ...{ done, all: names.length },
        waiting: "waiting for Microsoft Graph",
      }));
      const newcomers = newcomersOf(some);
      if (newcomers.length > 0) work.begin();
      adding.push(awaitedLater(arrivals.add(newcomers)));
      added.push(...newcomers);
      if (part % SETTLED_TOGETHER === 0) settleThoseAdded();
    }
  } finally {
    settleThoseAdded();
    // What is under way must be over before anybody asks what to keep.
    await Promise.allSettled([...adding, ...settling]);
  }
  await Promise.all([...adding, ...settling]);
  await arrivals.complete();
}

/** A promise whose failure is heard of later. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
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
