import type { Team } from "../../clients/dataverse/dataverse";
import type { EntraUser } from "../../clients/graph/graph";
import { asksForNothing, type LicensePlan, planLicenses } from "../../licenses/plan";
import { planRoles, type RolePlan } from "../../roles/plan";
import { graphProfile, type Profile } from "../../roster/person";
import type { Salesperson } from "./inputs";
import type { Rules } from "./rules";
import type { Situation } from "./situation";

/** The teams a user is to be taken into, and out of. What others took somebody into is left alone in any mode. */
export interface TeamPlan {
  readonly join: readonly Team[];
  readonly leave: readonly Team[];
}

/** What is to be done for one person, in this order. */
export interface PersonPlan {
  /** Whether an Entra account is to be made. */
  readonly create: boolean;
  /** Properties of the Entra account to be set, by Graph's names. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly licenses: LicensePlan;
  /** Whether the person is to be added to the environment, or enabled there. */
  readonly bringIn: boolean;
  /** Whether the user is to be moved to another business unit. */
  readonly move: boolean;
  readonly roles: RolePlan;
  readonly teams: TeamPlan;
  /** Whether the user is to be disabled in the environment. */
  readonly disable: boolean;
  /** Whether the Entra account is to be deleted. */
  readonly remove: boolean;
}

/** Each question about a roster and each step of a deployment asks for everybody's plan. */
const known = new WeakMap<Rules, WeakMap<Situation, PersonPlan>>();

/**
 * What brings one person from what is found to what is wanted. People do not depend on one another but for
 * seats, so that the plan of a roster is the plans of its people, in any order.
 */
export function planPerson(situation: Situation, rules: Rules): PersonPlan {
  let plans = known.get(rules);
  if (plans === undefined) known.set(rules, (plans = new WeakMap<Situation, PersonPlan>()));
  let plan = plans.get(situation);
  if (plan === undefined) plans.set(situation, (plan = planOf(situation, rules)));
  return plan;
}

function planOf(situation: Situation, rules: Rules): PersonPlan {
  const { wanted } = situation;
  return wanted === undefined ? farewell(situation, rules) : welcome(situation, wanted, rules);
}

const NO_TEAMS: TeamPlan = { join: [], leave: [] };

function teamsFor({ teams, member }: Situation, wanted: readonly Team[], rules: Rules): TeamPlan {
  const leave = member.grantedTeams
    .filter((id) => teams.includes(id) && !wanted.some((team) => team.teamId === id))
    .flatMap((id) => rules.teamsById.get(id) ?? []);
  return { join: wanted.filter((team) => !teams.includes(team.teamId)), leave };
}

/** The id of the business unit where a person is to be: the one that is named, else the one where the user is. */
export function unitOf({ wanted, user }: Situation, rules: Rules): string {
  const named = wanted?.businessUnit;
  const wish = named === undefined ? undefined : rules.unitNamed(named).value;
  return wish ?? user?.businessUnitId ?? rules.rootBusinessUnitId;
}

/** Whether there is nothing to be done. */
export function isDone(plan: PersonPlan): boolean {
  const { create, change, licenses, bringIn, move, roles, teams, disable, remove } = plan;
  return (
    !(create || bringIn || move || disable || remove) &&
    Object.keys(change).length === 0 &&
    asksForNothing(licenses) &&
    roles.assign.length + roles.remove.length === 0 &&
    teams.join.length + teams.leave.length === 0
  );
}

function welcome(situation: Situation, wanted: Salesperson, rules: Rules): PersonPlan {
  const { account, user, member } = situation;
  const unit = unitOf(situation, rules);
  const roles = planRoles({
    wanted: rules.rolesOf(wanted.roles, unit).value,
    held: user?.roles ?? [],
    mode: rules.mode,
    forbidden: rules.forbidden,
    granted: member.grantedRoles,
  });
  // Dataverse changes nothing of disabled users, so that all else waits until they are enabled again.
  const rests = wanted.enabled === false;
  return {
    // Nobody can make an account with a given object id.
    create: account === undefined && wanted.objectId === undefined,
    change: account === undefined ? {} : accountChange(wanted, account, member.madeHere),
    licenses: planLicenses({
      wanted: rules.licensesOf(wanted.licenses).value,
      granted: member.grantedLicenses,
      held: account?.licenses ?? [],
    }),
    bringIn: !rests && (user === undefined || user.disabled),
    move: !rests && user !== undefined && user.businessUnitId !== unit,
    roles: rests ? { ...roles, assign: [], remove: [], granted: member.grantedRoles } : roles,
    teams: rests || user === undefined ? NO_TEAMS : teamsFor(situation, rules.teams.value, rules),
    disable: rests && user?.disabled === false,
    remove: false,
  };
}

/** Takes back what was granted here, and no more unless it was asked for. */
function farewell(situation: Situation, rules: Rules): PersonPlan {
  const { account, user, member } = situation;
  const wish = rules.farewellOf(member);
  const remove = wish === "delete" && member.madeHere && account !== undefined;
  return {
    create: false,
    change: {},
    // A deleted account gives its seats free.
    licenses: planLicenses({
      wanted: [],
      granted: remove ? [] : member.grantedLicenses,
      held: account?.licenses ?? [],
    }),
    bringIn: false,
    move: false,
    roles: planRoles({
      wanted: [],
      held: user?.roles ?? [],
      mode: "additive",
      forbidden: () => false,
      granted: member.grantedRoles,
    }),
    teams: user === undefined ? NO_TEAMS : teamsFor(situation, [], rules),
    disable: wish === "disable" && user !== undefined && !user.disabled,
    remove,
  };
}

/**
 * What differs of the account, by Graph's names with the values that are wanted. The usage location is set on any account, since no licence is assigned without;
 * the profile belongs to this stack only where it made the account. What is not wanted is left as it is.
 */
export function accountChange(
  wanted: Pick<Salesperson, keyof Profile | "usageLocation">,
  account: EntraUser,
  isOurs: boolean,
): Readonly<Record<string, unknown>> {
  const properties = isOurs ? { displayName: wanted.displayName, ...graphProfile(wanted) } : {};
  const live = liveProfile(account);
  const differing = Object.entries(properties).filter(
    ([name, value]) => (Array.isArray(value) ? value[0] : value) !== live[name],
  );
  const location = wanted.usageLocation;
  return {
    ...Object.fromEntries(differing),
    ...(location === undefined || location === account.usageLocation ? {} : { usageLocation: location }),
  };
}

/** By Graph's names; of a list the first element. */
export function liveProfile({
  displayName,
  profile,
}: EntraUser): Readonly<Record<string, string | undefined>> {
  return { ...profile, displayName };
}
