import { containsUnknown } from "../../adapter/unknown";
import type { Tenant } from "../../clients/tenant";
import type { Problem } from "../../problems";
import { domainProblems } from "../domains";
import { findEnvironment } from "../sales-environment/find";
import { assess } from "./assess";
import { changeLines } from "./changes";
import { changedPeople, leavingPeople, RULES } from "./concerned";
import { findCatalog, findPeople, type Members } from "./find";
import type { Salespeople, SalespeopleRosterInputs } from "./inputs";
import { lossLines } from "./moves";
import { placeOf } from "./names";
import { deletedLines, findNamesakes, namesakeProblems } from "./namesakes";
import { oneAccountProblems } from "./one-account";
import { planPerson } from "./plan";
import { recalled } from "./recollection";
import { removalProblems } from "./removals";
import { rulesOf } from "./rules";
import { NEW_MEMBER, type Situation } from "./situation";

/** Why a roster cannot be brought about as it is; and a line in the log for each person who is to be changed. */
export async function preflight(
  inputs: SalespeopleRosterInputs,
  tenant: Tenant,
  before?: SalespeopleRosterInputs,
): Promise<readonly Problem[]> {
  const { organizationUrl, maxRemovals } = inputs;
  // In preview the whole of it may be unknown.
  if (containsUnknown([...RULES.map((key) => inputs[key]), maxRemovals])) return [];
  if (typeof inputs.people !== "object") return [];
  const people = changedPeople(inputs, before);
  const leaving = leavingPeople(inputs, before);
  const known = recalled(tenant, organizationUrl);
  const members = knownMembers(people, leaving, known);
  const joining = Object.keys(people).filter((signInName) => before?.people[signInName] === undefined);
  const [all, catalog] =
    Object.keys(people).length === 0
      ? [[]]
      : await Promise.all([
          findPeople({ ...inputs, people }, members, tenant),
          findCatalog({ ...inputs, people: { ...people, ...leaving } }, members, tenant),
          ...(joining.length === 0 ? [] : [askAhead(joining, inputs, tenant)]),
        ]);
  const renamed = new Map(
    all.flatMap(({ signInName, formerName }) => (formerName === undefined ? [] : [[signInName, formerName]])),
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
}

/**
 * Asks at once for what the answers about most newcomers raise as questions: it is remembered until then, and what fails
 * is told then.
 */
async function askAhead(
  joining: readonly string[],
  inputs: SalespeopleRosterInputs,
  tenant: Tenant,
): Promise<void> {
  const { graph } = tenant;
  await Promise.allSettled([
    environmentProblems(inputs, tenant),
    ...(inputs.createMissing === true
      ? [graph.verifiedDomains(), graph.deletedUsers(), graph.guestsByMail(joining)]
      : []),
  ]);
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
