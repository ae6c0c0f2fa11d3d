import { groupProblems } from "../../licenses/live";
import { seatProblems } from "../../licenses/seats";
import { problem } from "../../messages/notice";
import { ROLE_NOTICES } from "../../messages/roles";
import { SALESPEOPLE_NOTICES } from "../../messages/salespeople";
import type { Problem } from "../../problems";
import { type PersonPlan, planPerson, unitOf } from "./plan";
import { inputOf, type Salesperson } from "./inputs";
import { peopleList, people, placeOf } from "./names";
import type { Rules } from "./rules";
import type { Situation } from "./situation";

/** Why a roster cannot be brought about as it is; nothing may be written while there are any problems. Pure. */
export function assess(situations: readonly Situation[], rules: Rules): Problem[] {
  const planned = situations.map((situation) => ({ ...situation, plan: planPerson(situation, rules) }));
  const wanted = planned.filter(isWanted);
  return [
    ...(wanted.length === 0 ? [] : rules.teams.problems),
    ...unresolved(wanted, rules),
    ...forbidden(wanted, rules),
    ...accountProblems(wanted, rules),
    ...locationProblems(wanted),
    ...plansOfGroups(wanted, rules),
    ...seats(planned, rules),
  ];
}

type Planned = Situation & { readonly plan: PersonPlan };
type Wanted = Planned & { readonly wanted: Salesperson };

function isWanted(situation: Planned): situation is Wanted {
  return situation.wanted !== undefined;
}

/** Business units, roles and licences that do not exist, each told once, however many people are to have it. */
function unresolved(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const found = new Grouped<Problem>();
  for (const situation of wanted) {
    const { signInName, wanted: person } = situation;
    const problems = [
      ...(person.businessUnit === undefined ? [] : rules.unitNamed(person.businessUnit).problems),
      ...rules.rolesOf(person.roles, unitOf(situation, rules)).problems,
      ...rules.licensesOf(person.licenses).problems,
    ];
    for (const one of problems) found.add(one.message, one, signInName);
  }
  return found.map((one, names) => ({
    where: placeOf(names, `.${one.where}`),
    message: names.length === 1 ? one.message : `${one.message} It is asked for ${people(names.length)}.`,
    remedy: one.remedy,
  }));
}

function forbidden(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const wishes = new Grouped<string>();
  const holdings = new Grouped<string>();
  for (const situation of wanted) {
    const unit = unitOf(situation, rules);
    const asked = new Set(rules.rolesOf(situation.wanted.roles, unit).value.map((role) => role.rootRoleId));
    for (const role of situation.plan.roles.refused) {
      (asked.has(role.rootRoleId) ? wishes : holdings).add(role.rootRoleId, role.name, situation.signInName);
    }
  }
  return [
    ...wishes.map((role, names) =>
      problem(ROLE_NOTICES["salespeople-role-forbidden-wish"], placeOf(names, ".roles"), {
        role,
        people: peopleList(names),
      }),
    ),
    ...holdings.map((role, names) =>
      problem(ROLE_NOTICES["salespeople-role-forbidden-held"], placeOf(names, ".roles"), {
        role,
        people: peopleList(names),
      }),
    ),
  ];
}

function accountProblems(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const names = (is: (situation: Wanted) => boolean) =>
    wanted.filter(is).map((situation) => situation.signInName);
  const isMissing = ({ account, wanted: { objectId } }: Wanted) =>
    account === undefined && objectId === undefined;
  const missing = rules.createMissing ? [] : names(isMissing);
  const guests = names(({ account }) => account?.userType === "Guest");
  const blocked = names(
    ({ account, wanted: { enabled } }) => account?.accountEnabled === false && enabled !== false,
  );
  return [
    ...wanted.flatMap(identityProblem),
    ...problemOf(missing, "salespeople-account-missing"),
    ...problemOf(guests, "salespeople-guest"),
    ...problemOf(blocked, "salespeople-blocked"),
  ];
}

/** What is wrong with the object id that is given for a person. */
function identityProblem({ signInName, wanted: { objectId = "" }, account, nameHolder }: Wanted): Problem[] {
  const where = inputOf(signInName, ".objectId");
  if (nameHolder !== undefined) {
    const values = { id: objectId, person: signInName, other: nameHolder.objectId };
    return [problem(SALESPEOPLE_NOTICES["salespeople-object-id-contradicts"], where, values)];
  }
  if (objectId === "" || account !== undefined) return [];
  const values = { id: objectId, person: signInName };
  return [problem(SALESPEOPLE_NOTICES["salespeople-object-id-unknown"], where, values)];
}

function locationProblems(wanted: readonly Wanted[]): Problem[] {
  const names = wanted
    .filter(
      (situation) =>
        situation.plan.licenses.add.length > 0 &&
        situation.wanted.usageLocation === undefined &&
        situation.account?.usageLocation === undefined,
    )
    .map((situation) => situation.signInName);
  return problemOf(names, "salespeople-no-usage-location");
}

/** Licences of groups whose service plans are other ones than are asked for. */
function plansOfGroups(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const found = new Grouped<Problem>();
  for (const situation of wanted) {
    for (const problem of groupProblems(situation.plan.licenses, rules.skus, "")) {
      found.add(problem.message, problem, situation.signInName);
    }
  }
  return found.map(({ message, remedy }, names) => ({
    where: placeOf(names, ".licenses"),
    message: `${message} This concerns ${peopleList(names)}.`,
    remedy,
  }));
}

/** Seats that the same deployment gives free count: licences are taken back before others are assigned. */
function seats(planned: readonly Planned[], rules: Rules): Problem[] {
  const needed = new Map<string, number>();
  const freed = new Map<string, number>();
  const count = (counts: Map<string, number>, skuIds: readonly string[]) => {
    for (const skuId of skuIds) counts.set(skuId, (counts.get(skuId) ?? 0) + 1);
  };
  for (const { account, plan } of planned) {
    count(
      needed,
      plan.licenses.add.map(({ skuId }) => skuId),
    );
    const given = account?.licenses.filter((license) => license.assignedByGroup === undefined);
    count(freed, plan.remove ? (given ?? []).map((license) => license.skuId) : plan.licenses.remove);
  }
  const afterwards = rules.skus.map((sku) => ({
    ...sku,
    consumedUnits: sku.consumedUnits - (freed.get(sku.skuId) ?? 0),
  }));
  return seatProblems(needed, afterwards, "people");
}

function problemOf(
  names: readonly string[],
  notice:
    | "salespeople-account-missing"
    | "salespeople-blocked"
    | "salespeople-guest"
    | "salespeople-no-usage-location",
): Problem[] {
  if (names.length === 0) return [];
  return [problem(SALESPEOPLE_NOTICES[notice], placeOf(names), { people: peopleList(names) })];
}

/** The same finding about several people. */
class Grouped<Finding> {
  readonly #groups = new Map<string, { readonly finding: Finding; readonly names: string[] }>();

  add(key: string, finding: Finding, signInName: string): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { finding, names: [signInName] });
    else group.names.push(signInName);
  }

  map<Result>(say: (finding: Finding, names: readonly string[]) => Result): Result[] {
    return [...this.#groups.values()].map(({ finding, names }) => say(finding, names));
  }
}
