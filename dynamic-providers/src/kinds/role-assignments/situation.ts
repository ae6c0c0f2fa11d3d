import type { Role } from "../../clients/dataverse/dataverse";
import { problem } from "../../messages/notice";
import { ROLE_NOTICES } from "../../messages/roles";
import type { Problem } from "../../problems";
import { quotedList } from "../../text/list";
import { planRoles, type RoleMode, type RolePlan } from "../../roles/plan";
import { isAdministrative, refersTo, resolveRole, resolveRoles, rolesNamed } from "../../roles/reference";

/** What is wanted of one person's roles. References are display names, template ids or role ids. */
export interface RoleWishes {
  readonly signInName: string;
  readonly roles: readonly string[];
  readonly mode: RoleMode;
  readonly forbidden: readonly string[];
  readonly nonAdministrativeRoleRequired: boolean;
}

/** What the environment has. A user who is not there yet will arrive in the root business unit, with no role. */
export interface RoleFacts {
  readonly held: readonly Role[];
  readonly businessUnitId: string;
  /** All roles of the environment. */
  readonly roles: readonly Role[];
  /** Ids of the roles that this stack granted before. */
  readonly granted: readonly string[];
}

export interface RoleAssessment {
  readonly plan: RolePlan;
  /** Nothing may be written while there are any. */
  readonly problems: readonly Problem[];
}

/** Decides what to assign and remove, and whether that may be done. */
export function assessRoles(wishes: RoleWishes, facts: RoleFacts): RoleAssessment {
  const { held, businessUnitId, granted } = facts;
  const { roles: wanted, problems } = resolveRoles(wishes.roles, businessUnitId, facts.roles);
  const forbidden = rolesNamed(wishes.forbidden, facts.roles);
  const plan = planRoles({ wanted, held, mode: wishes.mode, forbidden, granted });
  const wantedIds = new Set(wanted.map((role) => role.roleId));
  return {
    plan,
    problems: [
      ...problems,
      ...plan.refused.map((role) =>
        wantedIds.has(role.roleId) ? forbiddenWish(wishes, role) : forbiddenHolding(wishes, role),
      ),
      ...(problems.length === 0 ? daily(wishes, wanted) : []),
    ],
  };
}

/**
 * The live roles as the program would declare them: what is wanted and held, in the program's spelling and
 * order, then what the plan takes away or refuses. Roles that additive mode leaves alone are not among them.
 */
export function liveReferences(wishes: RoleWishes, facts: RoleFacts): string[] {
  const held = new Set(facts.held.map((role) => role.roleId));
  const kept = wishes.roles.filter((reference) => {
    const resolved = resolveRole(reference, facts.businessUnitId, facts.roles);
    return resolved.ok && held.has(resolved.role.roleId);
  });
  const { plan } = assessRoles(wishes, facts);
  const superfluous = [...plan.remove, ...plan.refused]
    .filter((role) => held.has(role.roleId) && !kept.some((reference) => refersTo(reference, role)))
    .map((role) => role.name);
  return [...kept, ...superfluous.sort()];
}

/**
 * What a plan does to somebody who is there already, in a line: the engine shows a list by position, where one
 * missing role makes all that follow it look changed.
 */
export function planLines(signInName: string, plan: RolePlan): string[] {
  const changes = [
    ...plan.assign.map((role) => `+ "${role.name}"`),
    ...plan.remove.map((role) => `- "${role.name}"`),
  ];
  return changes.length === 0 ? [] : [`${signInName}: roles ${changes.join(" ")}`];
}

function forbiddenWish({ signInName }: RoleWishes, role: Role): Problem {
  return problem(ROLE_NOTICES["role-forbidden-wish"], "roles", { person: signInName, role: role.name });
}

function forbiddenHolding({ signInName }: RoleWishes, role: Role): Problem {
  return problem(ROLE_NOTICES["role-forbidden-held"], "roles", { person: signInName, role: role.name });
}

function daily(wishes: RoleWishes, wanted: readonly Role[]): Problem[] {
  if (!wishes.nonAdministrativeRoleRequired || wanted.some((role) => !isAdministrative(role))) return [];
  const named = wanted.length === 0 ? "none" : quotedList(wanted.map((role) => role.name));
  return [problem(ROLE_NOTICES["role-daily-missing"], "roles", { person: wishes.signInName, roles: named })];
}
