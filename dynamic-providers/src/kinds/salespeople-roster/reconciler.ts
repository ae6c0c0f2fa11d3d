import { deepEqual } from "../../adapter/equal";
import { containsUnknown } from "../../adapter/unknown";
import type { Tenant } from "../../clients/tenant";
import type { Problem } from "../../problems";
import type { Reconciler } from "../../reconciler";
import { domainProblems } from "../domains";
import { findEnvironment } from "../sales-environment/find";
import { changeOf, differing, differingNames } from "../inputs";
import { assess } from "./assess";
import { changeLines } from "./changes";
import { converge, rosterId } from "./converge";
import { findCatalog, findPeople, type Members } from "./find";
import { checkRoster, INPUTS, type Salespeople, type SalespeopleRosterInputs, sameWishes } from "./inputs";
import { lossLines } from "./moves";
import { deletedLines, findNamesakes, namesakeProblems } from "./namesakes";
import { placeOf } from "./names";
import { oneAccountProblems } from "./one-account";
import { planPerson } from "./plan";
import { recalled, remember } from "./recollection";
import { removalProblems } from "./removals";
import { rulesOf } from "./rules";
import { declared, livePeople, membersOf, refreshed, type SalespeopleRosterState } from "./state";
import { NEW_MEMBER, type Situation } from "./situation";
import { membersAfter, otherwise } from "./work";

/** Inputs that say what holds for everybody. */
const RULES = ["organizationUrl", "mode", "forbidden", "createMissing", "teams"] as const;

/** Any number of people, kept right as one set. */
export const salespeopleRoster: Reconciler<SalespeopleRosterInputs, SalespeopleRosterState> = {
  check: checkRoster,

  async preflight(inputs, tenant, before) {
    const { organizationUrl, maxRemovals } = inputs;
    // In preview the whole of it may be unknown.
    if (containsUnknown([...RULES.map((key) => inputs[key]), maxRemovals])) return [];
    if (typeof inputs.people !== "object") return [];
    const people = changedPeople(inputs, before);
    const leaving = leavingPeople(inputs, before);
    const known = recalled(tenant, organizationUrl);
    const members = knownMembers(people, leaving, known);
    const isJoined = Object.keys(people).some((signInName) => before?.people[signInName] === undefined);
    const [all, catalog] =
      Object.keys(people).length === 0
        ? [[]]
        : await Promise.all([
            findPeople({ ...inputs, people }, members, tenant),
            findCatalog({ ...inputs, people: { ...people, ...leaving } }, members, tenant),
            // Ahead of time: it is asked for again, and remembered, if they are not in the environment yet.
            ...(isJoined ? [environmentProblems(inputs, tenant).catch(() => [])] : []),
          ]);
    const renamed = new Map(
      all.flatMap(({ signInName, formerName }) =>
        formerName === undefined ? [] : [[signInName, formerName]],
      ),
    );
    if (before !== undefined && !containsUnknown(inputs.people)) {
      for (const line of changeLines(before.people, inputs.people, renamed)) tenant.log(line);
    }
    const stayed = new Set(renamed.values());
    const gone = Object.keys(leaving).filter((signInName) => !stayed.has(signInName));
    const isFollowed = Object.keys(known).length > 0;
    const tooMany = removalProblems(gone, Object.keys(before?.people ?? {}).length, maxRemovals, isFollowed);
    if (catalog === undefined) return tooMany;
    const rules = rulesOf(inputs, catalog);
    const situations = all.map((situation) => {
      const left = situation.wanted === undefined ? leaving[situation.signInName] : undefined;
      if (left === undefined || situation.signInName in known) return situation;
      // What was granted to them only the state knows; they had at most what was wanted for them.
      const grantedLicenses = rules.licensesOf(left.licenses).value.map(({ sku }) => sku.skuId);
      return { ...situation, member: { ...situation.member, grantedLicenses } };
    });
    const isPlanned = (plan: "create" | "bringIn") => (situation: Situation) =>
      planPerson(situation, rules)[plan];
    const toBeMade = rules.createMissing ? situations.filter(isPlanned("create")) : [];
    const [namesakes, foreign, astray] = await Promise.all([
      findNamesakes(situations, tenant),
      domainProblems(
        toBeMade.map(({ signInName }) => signInName),
        tenant,
        placeOf,
      ),
      situations.some(isPlanned("bringIn")) ? environmentProblems(inputs, tenant) : [],
    ]);
    for (const line of lossLines(situations, rules)) tenant.log(line);
    for (const line of deletedLines(situations, namesakes, rules)) tenant.log(line);
    return [
      ...tooMany,
      ...oneAccountProblems(situations, known, inputs.people),
      ...assess(situations, rules),
      ...namesakeProblems(situations, namesakes, rules),
      ...foreign,
      ...astray,
    ];
  },

  diff(state, inputs) {
    const before = declared(state);
    // How many may leave is only a question.
    const others = INPUTS.filter((key) => !["people", "maxRemovals", "teams"].includes(key));
    const changed = [
      ...differing<SalespeopleRosterInputs>(before, inputs, others),
      ...differingNames<SalespeopleRosterInputs>(before, inputs, ["teams"]),
    ];
    const isLeavingUnfinished = Object.keys(membersOf(state)).some(
      (signInName) => !(signInName in before.people),
    );
    const isPeopleChanged = containsUnknown(inputs.people) || !samePeople(livePeople(state), inputs.people);
    const isUnfinished = isLeavingUnfinished || state.isUnfinished === true;
    return {
      ...changeOf(
        [...changed, ...(isPeopleChanged || isLeavingUnfinished ? ["people"] : [])],
        ["organizationUrl"],
      ),
      // Otherwise the inputs of before are those that the program wants now.
      isShownByInputs: !isUnfinished,
      // The accounts are the same in both organizations: what the old one takes back must not be lost to the new.
      deleteBeforeReplace: changed.includes("organizationUrl"),
    };
  },

  async create(inputs, tenant) {
    return { id: rosterId(inputs), state: await converge(inputs, {}, tenant) };
  },

  async read(_id, state, tenant) {
    const inputs = declared(state);
    const members = membersOf(state);
    const [catalog, all] = await Promise.all([
      findCatalog(inputs, members, tenant),
      findPeople(inputs, members, tenant),
    ]);
    // Those who left and are gone altogether have nothing more to give back.
    const remaining = all.filter(({ wanted, account }) => wanted !== undefined || account !== undefined);
    const live = otherwise(all, rulesOf(inputs, catalog));
    const after = refreshed(state, membersAfter(remaining), live);
    remember(tenant, inputs.organizationUrl, membersOf(after));
    return { inputs: { ...inputs, people: livePeople(after) }, state: after };
  },

  async update(_id, state, inputs, tenant) {
    // What the state says of everybody else is as the last refresh or deployment found it.
    const concerned = changedPeople(inputs, { ...declared(state), people: livePeople(state) });
    return converge(inputs, membersOf(state), tenant, { concerned });
  },

  async delete(_id, state, tenant) {
    const inputs = { ...declared(state), people: {} };
    const wish = state.onDestroy ?? "revoke";
    await converge(inputs, membersOf(state), tenant, {
      ruling: {
        // Who could use the environment before this stack came can do so afterwards.
        farewellOf: ({ broughtIn }) => (wish === "disable" && !broughtIn ? "revoke" : wish),
      },
    });
  },
};

/** Those whom a deployment may change something for; everybody when a rule is another one now. */
function changedPeople(
  { people, ...rest }: SalespeopleRosterInputs,
  before: SalespeopleRosterInputs | undefined,
): Salespeople {
  const known = Object.entries(people).filter(([, person]) => !containsUnknown(person));
  if (before === undefined || RULES.some((key) => !deepEqual(before[key], rest[key]))) {
    return Object.fromEntries(known);
  }
  return Object.fromEntries(
    known.filter(([signInName, person]) => {
      const old = before.people[signInName];
      return old === undefined || !sameWishes(old, person);
    }),
  );
}

function leavingPeople(
  { people }: SalespeopleRosterInputs,
  before: SalespeopleRosterInputs | undefined,
): Salespeople {
  return Object.fromEntries(
    Object.entries(before?.people ?? {}).filter(([signInName]) => !(signInName in people)),
  );
}

/** What is known of those whom a deployment may concern. */
function knownMembers(people: Salespeople, leaving: Salespeople, known: Members): Members {
  const staying = Object.keys(people).flatMap((signInName) => {
    const member = known[signInName];
    return member === undefined ? [] : [[signInName, member] as const];
  });
  const others = Object.entries(leaving).map(([signInName, { objectId }]) => {
    const member = objectId === undefined ? NEW_MEMBER : { ...NEW_MEMBER, objectId };
    return [signInName, known[signInName] ?? member] as const;
  });
  return Object.fromEntries([...staying, ...others]);
}

function samePeople(left: Salespeople, right: Salespeople): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const [a, b] = [left[name], right[name]];
      return a !== undefined && b !== undefined && sameWishes(a, b);
    })
  );
}

/** Whether those who are to come can be brought in: found before their accounts are made, and remembered for that. */
async function environmentProblems(
  { organizationUrl, environmentId }: SalespeopleRosterInputs,
  { powerPlatform }: Tenant,
): Promise<Problem[]> {
  if (containsUnknown(environmentId)) return [];
  const reference = { organizationUrl, ...(environmentId === undefined ? {} : { environmentId }) };
  const found = await findEnvironment(reference, powerPlatform);
  return found.ok ? [] : [found.problem];
}
