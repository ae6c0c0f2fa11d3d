import type { Role } from "../clients/dataverse/dataverse";

/** `additive` leaves roles that others granted; `authoritative` takes them away. */
export type RoleMode = "additive" | "authoritative";

export interface RoleSituation {
  /** Roles the user is to have, as its business unit holds them. */
  readonly wanted: readonly Role[];
  /** Roles assigned to the user directly. */
  readonly held: readonly Role[];
  readonly mode: RoleMode;
  /** Roles that the user must never hold. */
  readonly forbidden: (role: Role) => boolean;
  /** Ids of the roles that this stack granted before. */
  readonly granted: readonly string[];
}

export interface RolePlan {
  readonly assign: readonly Role[];
  readonly remove: readonly Role[];
  /** Forbidden roles that are wanted, or held and not ours to take away: nothing may be written while there are any. */
  readonly refused: readonly Role[];
  /** Ids of the roles granted by this stack once the plan is carried out. */
  readonly granted: readonly string[];
}

/**
 * What to assign and to remove. Roles count by id, not by name: under "record ownership across business
 * units" a user may hold copies of one role from several units, and only the wanted one is ours.
 */
export function planRoles({ wanted, held, mode, forbidden, granted }: RoleSituation): RolePlan {
  const allowed = wanted.filter((role) => !forbidden(role));
  const stays = ids(allowed);
  const ours = new Set(granted);
  const assign = without(allowed, ids(held));
  const superfluous = without(held, stays);
  const remove = superfluous.filter((role) => mode === "authoritative" || ours.has(role.roleId));
  const kept = without(superfluous, ids(remove));
  return {
    assign,
    remove,
    refused: [...wanted.filter(forbidden), ...without(kept.filter(forbidden), ids(wanted))],
    granted: grantedAfter({ granted, held, assigned: assign, removed: remove }),
  };
}

/** Which roles this stack has granted after a plan was carried out, perhaps in part. */
export function grantedAfter(done: {
  readonly granted: readonly string[];
  readonly held: readonly Role[];
  readonly assigned: readonly Role[];
  readonly removed: readonly Role[];
}): string[] {
  const held = ids(done.held);
  const removed = ids(done.removed);
  const now = new Set([
    ...done.granted.filter((id) => held.has(id) && !removed.has(id)),
    ...ids(done.assigned),
  ]);
  return [...now].sort();
}

function ids(roles: readonly Role[]): ReadonlySet<string> {
  return new Set(roles.map((role) => role.roleId));
}

/** `roles` whose id is not among `excluded`, each once. */
function without(roles: readonly Role[], excluded: ReadonlySet<string>): Role[] {
  return [...new Map(roles.map((role) => [role.roleId, role])).values()].filter(
    (role) => !excluded.has(role.roleId),
  );
}
