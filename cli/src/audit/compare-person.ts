import {
  accountChange,
  liveProfile,
  resolveBusinessUnit,
  resolveTeams,
} from "@bc-sales/dynamic-providers/inspect";
import { aspect, DEPLOY } from "./aspect";
import type { Catalog, FoundAccount } from "./compare";
import type { Aspect } from "./report";
import type { AccountWish } from "./wishes";

/**
 * What differs of the profile. A deployment keeps that of accounts which it has made; which those are only its state
 * knows, so that the remedy names both ways.
 */
export function profile({ profile: wanted }: AccountWish, { account }: FoundAccount): Aspect[] {
  if (wanted === undefined || account === undefined) return [];
  const live = liveProfile(account);
  const differing = Object.entries(accountChange(wanted, account, true))
    .filter(([name]) => name !== "usageLocation")
    .map(([name, value]) => ({
      name,
      value: String(Array.isArray(value) ? value[0] : value),
      found: live[name],
    }));
  return [
    aspect(
      "profile",
      differing.map(({ name, value }) => `${name} ${value}`),
      differing.map(({ name, found }) => `${name} ${found ?? "–"}`),
      differing.map(({ name, value, found }) => ({
        message: `${name} is ${found === undefined ? "empty" : `"${found}"`}, not "${value}".`,
        remedy:
          "Deploy the stack, which puts it right if it made the account; otherwise correct the file, or Entra.",
      })),
    ),
  ];
}

/** Where the account is used, if that is declared. */
export function usageLocation({ usageLocation: wanted }: AccountWish, { account }: FoundAccount): Aspect[] {
  if (wanted === undefined || account === undefined) return [];
  const found = account.usageLocation;
  const message =
    found === undefined ? "There is no usage location." : `The usage location is ${found}, not ${wanted}.`;
  return [
    aspect(
      "usage location",
      [wanted],
      found === undefined ? [] : [found],
      found === wanted ? [] : [{ message, remedy: DEPLOY }],
    ),
  ];
}

/** The business unit of the user, if one is declared. */
export function businessUnit(
  { businessUnit: wanted }: AccountWish,
  { user }: FoundAccount,
  { businessUnits }: Catalog,
): Aspect[] {
  if (wanted === undefined) return [];
  const resolved = resolveBusinessUnit(wanted, businessUnits, "businessUnit");
  if (!resolved.ok) {
    const { message, remedy } = resolved.problem;
    return [aspect("business unit", [wanted], [], [{ message, remedy }])];
  }
  if (user === undefined) return [];
  const found =
    businessUnits.find(({ businessUnitId }) => businessUnitId === user.businessUnitId)?.name ??
    user.businessUnitId;
  const isThere = user.businessUnitId === resolved.unit.businessUnitId;
  const message = `The business unit is "${found}", not "${resolved.unit.name}".`;
  return [aspect("business unit", [wanted], [found], isThere ? [] : [{ message, remedy: DEPLOY }])];
}

/** The teams that the user is to be in. */
export function teams(
  { teams: wanted }: AccountWish,
  { user }: FoundAccount,
  { memberships }: Catalog,
): Aspect[] {
  if (wanted.length === 0) return [];
  const { value, problems } = resolveTeams(wanted, memberships.teams);
  const held = memberships.teamsOf(user?.systemUserId);
  const isIn = ({ teamId }: (typeof value)[number]) => held.includes(teamId);
  const missing = user === undefined ? [] : value.filter((team) => !isIn(team));
  return [
    aspect(
      "teams",
      wanted,
      value.filter(isIn).map(({ name }) => name),
      [
        ...missing.map(({ name }) => ({ message: `The user is not in the team "${name}".`, remedy: DEPLOY })),
        ...problems.map(({ message, remedy }) => ({ message, remedy })),
      ],
    ),
  ];
}
