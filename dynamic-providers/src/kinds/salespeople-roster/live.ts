import type { EntraUser } from "../../clients/graph/graph";
import { liveLicenses } from "../../licenses/live";
import { refersTo } from "../../roles/reference";
import { LIST_PROPERTIES, PROFILE_PROPERTIES, type Profile } from "../../roster/person";
import type { Salesperson } from "./inputs";
import { liveProfile, planPerson, unitOf } from "./plan";
import type { Rules } from "./rules";
import type { Situation } from "./situation";

/**
 * How a person stands, as the program would declare it: whatever a plan would change differs from what is
 * wanted, and nothing else does. Undefined when the person has no account.
 */
export function liveSalesperson(situation: Situation, rules: Rules): Salesperson | undefined {
  const { wanted, account, user, member } = situation;
  if (wanted === undefined || account === undefined) return undefined;
  const location = wanted.usageLocation === undefined ? undefined : account.usageLocation;
  return {
    ...profileOf(wanted, member.madeHere ? account : undefined),
    ...(location === undefined ? {} : { usageLocation: location }),
    ...(wanted.objectId === undefined ? {} : { objectId: wanted.objectId }),
    licenses: liveLicenses(wanted.licenses, member.grantedLicenses, account, rules.skus),
    ...liveInEnvironment(situation, wanted, rules),
    // The environment disables the users of blocked accounts, sooner or later.
    enabled: user !== undefined && !user.disabled && account.accountEnabled,
  };
}

/**
 * Of those who are disabled as they are to be, nothing else counts. Whoever is enabled against it is shown as for a
 * program that wants it so: that may be what it wants next.
 */
function liveInEnvironment(
  situation: Situation,
  wanted: Salesperson,
  rules: Rules,
): Pick<Salesperson, "businessUnit" | "roles" | "teamsToJoin" | "teamsToLeave"> {
  const { businessUnit, roles, enabled } = wanted;
  if (enabled === false && situation.user?.disabled !== false) {
    return { roles, ...(businessUnit === undefined ? {} : { businessUnit }) };
  }
  const active = { ...situation, wanted: { ...wanted, enabled: true } };
  return {
    ...liveUnit(active, wanted, rules),
    roles: liveRoles(active, wanted, rules),
    ...liveTeams(active, rules),
  };
}

/** What is still to be done about teams: they are asked for in one place, for everybody. */
function liveTeams(situation: Situation, rules: Rules): Pick<Salesperson, "teamsToJoin" | "teamsToLeave"> {
  const { join, leave } = planPerson(situation, rules).teams;
  return {
    ...(join.length === 0 ? {} : { teamsToJoin: join.map((team) => team.name) }),
    ...(leave.length === 0 ? {} : { teamsToLeave: leave.map((team) => team.name) }),
  };
}

/** Where the user is, if that counts; whoever is not in the environment is shown as that. */
function liveUnit(
  situation: Situation,
  { businessUnit }: Salesperson,
  rules: Rules,
): Pick<Salesperson, "businessUnit"> {
  if (businessUnit === undefined) return {};
  const { user } = situation;
  const isThere = user === undefined || user.businessUnitId === unitOf(situation, rules);
  return { businessUnit: isThere ? businessUnit : (rules.unitNames.get(user.businessUnitId) ?? "") };
}

/** What is wanted and held, in the program's spelling and order; then what is still to be taken away. */
function liveRoles(situation: Situation, wanted: Salesperson, rules: Rules): string[] {
  const { user } = situation;
  const unit = unitOf(situation, rules);
  const held = new Set(user?.roles.map((role) => role.roleId));
  const kept = wanted.roles.filter((reference) =>
    rules.rolesOf([reference], unit).value.some((role) => held.has(role.roleId)),
  );
  const { remove, refused } = planPerson(situation, rules).roles;
  const superfluous = [...remove, ...refused]
    .filter((role) => held.has(role.roleId) && !kept.some((reference) => refersTo(reference, role)))
    .map((role) => role.name);
  return [...kept, ...superfluous.sort()];
}

/** Those properties of a profile that are wanted, with the values of the account if it counts. */
function profileOf(wanted: Profile, account: EntraUser | undefined): Profile {
  const live = account && liveProfile(account);
  const lists: Readonly<Record<string, string>> = LIST_PROPERTIES;
  const values = PROFILE_PROPERTIES.filter((name) => wanted[name] !== undefined).flatMap((name) => {
    const value = live === undefined ? wanted[name] : live[lists[name] ?? name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { displayName: wanted.displayName, ...Object.fromEntries(values) };
}
