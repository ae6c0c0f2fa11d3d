import { groupProblems } from "../../licenses/live";
import { seatProblems } from "../../licenses/seats";
import type { Problem } from "../../problems";
import { isDone, planPerson, unitOf } from "./plan";
import { inputOf, type Salesperson } from "./inputs";
import { peopleList, people, placeOf } from "./names";
import type { Rules } from "./rules";
import type { Situation } from "./situation";

/** Why a roster cannot be brought about as it is; nothing may be written while there are any problems. Pure. */
export function assess(situations: readonly Situation[], rules: Rules): Problem[] {
  const wanted = situations.filter(isWanted);
  return [
    ...(wanted.length === 0 ? [] : rules.teams.problems),
    ...unresolved(wanted, rules),
    ...forbidden(wanted, rules),
    ...accountProblems(wanted, rules),
    ...locationProblems(wanted, rules),
    ...plansOfGroups(wanted, rules),
    ...seats(situations, rules),
  ];
}

type Wanted = Situation & { readonly wanted: Salesperson };

function isWanted(situation: Situation): situation is Wanted {
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
    for (const problem of problems) found.add(problem.message, problem, signInName);
  }
  return found.map((problem, names) => ({
    where: placeOf(names, `.${problem.where}`),
    message:
      names.length === 1 ? problem.message : `${problem.message} It is asked for ${people(names.length)}.`,
    remedy: problem.remedy,
  }));
}

function forbidden(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const wishes = new Grouped<string>();
  const holdings = new Grouped<string>();
  for (const situation of wanted) {
    const unit = unitOf(situation, rules);
    const asked = new Set(rules.rolesOf(situation.wanted.roles, unit).value.map((role) => role.rootRoleId));
    for (const role of planPerson(situation, rules).roles.refused) {
      (asked.has(role.rootRoleId) ? wishes : holdings).add(role.rootRoleId, role.name, situation.signInName);
    }
  }
  return [
    ...wishes.map((role, names) => ({
      where: placeOf(names, ".roles"),
      message: `The security role "${role}", which no salesperson may hold, is asked for ${peopleList(names)}.`,
      remedy: "Take the role out of their roles.",
    })),
    ...holdings.map((role, names) => ({
      where: placeOf(names, ".roles"),
      message: `The security role "${role}", which no salesperson may hold, is held by ${peopleList(names)}, and this stack did not grant it.`,
      remedy:
        'Remove the role by hand (Power Platform admin center > the environment > Settings > Users > Manage security roles), or set the mode of the roles to "authoritative" to have it taken away.',
    })),
  ];
}

function accountProblems(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const names = (is: (situation: Wanted) => boolean) =>
    wanted.filter(is).map((situation) => situation.signInName);
  const isMissing = ({ account, wanted: { objectId } }: Wanted) =>
    account === undefined && objectId === undefined;
  const missing = rules.createMissing ? [] : names(isMissing);
  const guests = names(({ account }) => account?.userType === "Guest");
  const blocked = names(({ account }) => account?.accountEnabled === false);
  return [
    ...wanted.flatMap(identityProblem),
    ...problemOf(missing, (list) => ({
      message: `Entra has no account with the sign-in name ${list}.`,
      remedy: "Correct the sign-in name, or have missing accounts made (createMissing).",
    })),
    ...problemOf(guests, (list) => ({
      message: `The account is a guest of the tenant: ${list}.`,
      remedy: "Use an account of the tenant's own.",
    })),
    ...problemOf(blocked, (list) => ({
      message: `Sign-in of the Entra account is blocked, and an environment takes no blocked account: ${list}.`,
      remedy: "Unblock the account in Entra (Users > Edit > Account enabled), or take the person out.",
    })),
  ];
}

/** What is wrong with the object id that is given for a person. */
function identityProblem({ signInName, wanted: { objectId = "" }, account, nameHolder }: Wanted): Problem[] {
  const where = inputOf(signInName, ".objectId");
  if (nameHolder !== undefined) {
    return [
      {
        where,
        message: `The object id ${objectId} is given for ${signInName}, but that sign-in name belongs to another account (${nameHolder.objectId}).`,
        remedy: "Correct the object id or the sign-in name; one of the two means somebody else.",
      },
    ];
  }
  if (objectId === "" || account !== undefined) return [];
  return [
    {
      where,
      message: `Entra has no account with the object id ${objectId}, which is given for ${signInName}.`,
      remedy:
        "Correct it, restore the account, or take the object id out to find the person by sign-in name.",
    },
  ];
}

function locationProblems(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const names = wanted
    .filter(
      (situation) =>
        planPerson(situation, rules).licenses.add.length > 0 &&
        situation.wanted.usageLocation === undefined &&
        situation.account?.usageLocation === undefined,
    )
    .map((situation) => situation.signInName);
  return problemOf(names, (list) => ({
    message: `Entra assigns no licence without a usage location, and none is known for ${list}.`,
    remedy: "Give the country in the file, or a usage location for everybody whose entry names none.",
  }));
}

/** Licences of groups whose service plans are other ones than are asked for. */
function plansOfGroups(wanted: readonly Wanted[], rules: Rules): Problem[] {
  const found = new Grouped<Problem>();
  for (const situation of wanted) {
    for (const problem of groupProblems(planPerson(situation, rules).licenses, rules.skus, "")) {
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
function seats(situations: readonly Situation[], rules: Rules): Problem[] {
  const needed = new Map<string, number>();
  const freed = new Map<string, number>();
  const count = (counts: Map<string, number>, skuIds: readonly string[]) => {
    for (const skuId of skuIds) counts.set(skuId, (counts.get(skuId) ?? 0) + 1);
  };
  for (const situation of situations) {
    const plan = planPerson(situation, rules);
    count(
      needed,
      plan.licenses.add.map(({ skuId }) => skuId),
    );
    const given = situation.account?.licenses.filter((license) => license.assignedByGroup === undefined);
    count(freed, plan.remove ? (given ?? []).map((license) => license.skuId) : plan.licenses.remove);
  }
  const afterwards = rules.skus.map((sku) => ({
    ...sku,
    consumedUnits: sku.consumedUnits - (freed.get(sku.skuId) ?? 0),
  }));
  return seatProblems(needed, afterwards, "people");
}

/** Whether a roster is as it is wanted. */
export function isAsWanted(situations: readonly Situation[], rules: Rules): boolean {
  return situations.every((situation) => isDone(planPerson(situation, rules)));
}

function problemOf(names: readonly string[], say: (list: string) => Omit<Problem, "where">): Problem[] {
  return names.length === 0 ? [] : [{ where: placeOf(names), ...say(peopleList(names)) }];
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
