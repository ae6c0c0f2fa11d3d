import { nonInteractive } from "../rules/sync";
import type { EntraUser, SystemUser } from "../state/model";
import type { Store } from "../state/store";
import type { Account, HeldRole, State } from "./account";
import { dutyOf } from "./duties";

// Option set values of systemuser.accessmode: Dataverse table reference.
const accessModes = [
  "Read-Write",
  "Administrative",
  "Read",
  "Support User",
  "Non-interactive",
  "Delegated Admin",
] as const;

/**
 * Everybody in the tenant, by name: Entra accounts with their row in the environment, and rows without an account.
 *
 * @param now milliseconds of the sandbox's clock
 */
export function accountsOf(store: Store, now: number): Account[] {
  const teamRoles = rolesThroughTeams(store);
  const account = (user: EntraUser | undefined, row: SystemUser | undefined): Account => ({
    name: user?.displayName ?? row?.fullname ?? "",
    signInName: user?.userPrincipalName ?? row?.domainname ?? "",
    isApplication: row !== undefined && row.applicationid !== null,
    accessMode: row && (accessModes[row.accessmode] ?? `access mode ${row.accessmode}`),
    takesPlace: row?.accessmode === nonInteractive && row.applicationid === null && !row.isdisabled,
    isEnabled: row !== undefined && !row.isdisabled,
    businessUnit: row && (store.get("businessunits", row.businessunitid)?.name ?? row.businessunitid),
    roles: row === undefined ? [] : [...directRoles(row, store), ...teamRoles(row)],
    licenses: (user?.licenses ?? []).map(({ skuId, assignedByGroup }) => ({
      name: store.get("skus", skuId)?.skuPartNumber ?? skuId,
      group:
        assignedByGroup === null
          ? undefined
          : (store.get("groups", assignedByGroup)?.displayName ?? assignedByGroup),
    })),
    states: statesOf(user, row, now),
  });
  const accounts: Account[] = [];
  const seen = new Set<string>();
  for (const user of store.all("users")) {
    const row = store.systemUserByObjectId(user.id);
    if (row !== undefined) seen.add(row.systemuserid);
    if (user.deletedDateTime === null || row !== undefined) accounts.push(account(user, row));
  }
  for (const row of store.all("systemusers")) {
    if (!seen.has(row.systemuserid)) accounts.push(account(undefined, row));
  }
  return accounts.sort((one, other) => compare(one.name, other.name));
}

/** By code unit: sorting thousands of people by a locale takes longer than everything else. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function directRoles({ roles }: SystemUser, store: Store): HeldRole[] {
  return roles
    .map((id) => heldRole(id, undefined, store))
    .sort((one, other) => compare(one.name, other.name));
}

function heldRole(id: string, team: string | undefined, store: Store): HeldRole {
  const role = store.get("roles", id);
  return { name: role?.name ?? id, duty: role === undefined ? "other" : dutyOf(role), team };
}

/** Looks up what a row holds through teams; the default team of a business unit holds all of its users. */
function rolesThroughTeams(store: Store): (row: SystemUser) => HeldRole[] {
  const teams = [...store.all("teams")]
    .filter(({ roles }) => roles.length > 0)
    .map((team) => ({
      ...team,
      members: new Set(team.members),
      held: team.roles.map((id) => heldRole(id, team.name, store)),
    }));
  return ({ systemuserid, businessunitid }) =>
    teams
      .filter((team) =>
        team.isdefault ? team.businessunitid === businessunitid : team.members.has(systemuserid),
      )
      .flatMap(({ held }) => held);
}

function statesOf(user: EntraUser | undefined, row: SystemUser | undefined, now: number): State[] {
  const isApplication = row !== undefined && row.applicationid !== null;
  const isGone = !isApplication && user?.deletedDateTime !== null;
  const found: Readonly<Record<State, boolean>> = {
    deleted: isGone,
    "sign-in blocked": user !== undefined && !user.accountEnabled,
    disabled: row?.isdisabled === true,
    "on its way": row !== undefined && row.visibleAt > now,
    "no licence": row !== undefined && !isApplication && !isGone && !row.islicensed,
    "not in the environment": row === undefined,
  };
  return (Object.keys(found) as State[]).filter((state) => found[state]);
}
