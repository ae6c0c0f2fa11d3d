import type { Sandbox } from "../sandbox";
import type { EntraUser, Group } from "../state/model";
import { isMember } from "./entitlement";
import { type LicenseProblem, planProblem, seatProblem, withLicense } from "./license-assignment";

/** A group to whose members its licences have yet to come, or from whom they have yet to go. */
export function queued(group: Group, userIds: readonly string[] | "everybody", now: number): Group {
  const before = group.pending ?? { since: now, everybody: false, userIds: [] };
  const pending =
    userIds === "everybody"
      ? { ...before, everybody: true }
      : { ...before, userIds: [...new Set([...before.userIds, ...userIds])] };
  return { ...group, pending };
}

/** Gives and takes the licences of groups whose wait of `settings.groupLicenseDelay` is over. */
export function inheritDueLicenses(sandbox: Sandbox): void {
  const { store, clock, settings } = sandbox;
  for (const group of store.all("groups")) {
    const { pending, ...rest } = group;
    if (pending === undefined || clock.now() - pending.since < settings.groupLicenseDelay) continue;
    store.put("groups", group.id, rest);
    for (const id of new Set([...(pending.everybody ? group.members : []), ...pending.userIds])) {
      const user = store.get("users", id);
      // Deleted users keep what they had until they are restored.
      if (user?.deletedDateTime === null) store.put("users", id, inherited(user, rest, sandbox).user);
    }
  }
}

/** The user after another look at all groups that give it licences, or should. */
export function reprocessed(
  user: EntraUser,
  sandbox: Sandbox,
): { user: EntraUser; problem: LicenseProblem | undefined } {
  const sources = new Set(
    [...user.licenses, ...(user.licenseErrors ?? [])].map((one) => one.assignedByGroup),
  );
  let result = user;
  let problem: LicenseProblem | undefined;
  for (const group of sandbox.store.all("groups")) {
    if (!sources.has(group.id) && !isMember(group, user.id)) continue;
    const next = inherited(result, group, sandbox);
    result = next.user;
    problem ??= next.problem;
  }
  return { user: result, problem };
}

/**
 * A user with exactly those licences of a group that are the user's due. One that cannot be given becomes an error of
 * the user. The location of a user does not matter here: without one, the tenant's is taken (Entra, group-based
 * licensing).
 */
export function inherited(
  user: EntraUser,
  group: Group,
  { store, clock }: Sandbox,
): { user: EntraUser; problem: LicenseProblem | undefined } {
  const wanted = isMember(group, user.id) ? group.licenses : [];
  const isWanted = (skuId: string): boolean => wanted.some((license) => license.skuId === skuId);
  let problem: LicenseProblem | undefined;
  let result: EntraUser = {
    ...user,
    licenses: user.licenses.filter(
      ({ assignedByGroup, skuId }) => assignedByGroup !== group.id || isWanted(skuId),
    ),
    licenseErrors: user.licenseErrors?.filter(({ assignedByGroup }) => assignedByGroup !== group.id) ?? [],
  };
  for (const { skuId, disabledPlans } of wanted) {
    const sku = store.get("skus", skuId);
    if (sku === undefined) continue;
    const assigned = { skuId, disabledPlans, assignedByGroup: group.id, assignedAt: clock.now() };
    const licensed = withLicense(result, assigned);
    const found = seatProblem(result, sku, store) ?? planProblem(licensed, store);
    if (found === undefined) result = licensed;
    else {
      problem ??= found;
      const failed = { ...assigned, error: found.error };
      result = { ...result, licenseErrors: [...(result.licenseErrors ?? []), failed] };
    }
  }
  return { user: result, problem };
}
